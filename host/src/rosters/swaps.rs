//! Shifts are exchanged by consent: one holder asks, the other agrees or declines.

use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    staff::Staff,
    store::{
        UnitOfWork, notices,
        shifts::{self, RosterKey, RosterShift},
        swaps::{self, AskedSwap, Swap},
    },
    words,
};
use guiju_api::{SwapAnswer, SwapAsk, SwapShown};
use guiju_domain::{
    ShiftId, SwapId,
    events::rosters::{SwapAnswered, SwapAsked},
    message,
    message::{Argument, Message},
    rejection::{Swap as SwapRejection, Unknown},
    rosters::SwapState,
};
use guiju_model::{Moment, blank::is_blank};

async fn shift(change: &mut UnitOfWork, id: ShiftId) -> Result<RosterShift> {
    shifts::find(change, id).await?.ok_or(Error::from(Unknown::Shift))
}

/// A swap as people read it.
fn said(name: &str, (theirs, mine): (Moment, Moment), reason: &str) -> Message {
    let day = |starts: Moment| Argument::Day(starts.date());
    message!("swap-wanted", name, mine = day(mine), theirs = day(theirs), reason)
}

/// Asks the holder of another shift of the same roster to exchange it for one's own.
///
/// # Errors
/// If the shifts cannot be exchanged, or the database cannot be used.
pub async fn ask(app: &App, caller: &Caller, wanted: &SwapAsk) -> Result<()> {
    let mut change = app.change(caller.office).await?;
    let staff = app.staff_within(&mut change).await?;
    let person = caller.person;
    let (own, other) = (ShiftId::new(wanted.mine), ShiftId::new(wanted.theirs));
    let (mine, theirs) = (shift(&mut change, own).await?, shift(&mut change, other).await?);
    let (holder, now) = (theirs.person, change.now);
    if mine.person != person {
        return Err(SwapRejection::NotYourShift.into());
    }
    if !staff.is_active(holder) {
        return Err(SwapRejection::HolderHasLeft { name: staff.name(holder) }.into());
    }
    if theirs.person == person || (&mine.regulation, &mine.roster) != (&theirs.regulation, &theirs.roster) {
        return Err(SwapRejection::NotAnothers.into());
    }
    if mine.starts <= now || theirs.starts <= now {
        return Err(SwapRejection::Begun.into());
    }
    if is_blank(&wanted.reason) {
        return Err(SwapRejection::ReasonMissing.into());
    }
    let (id, reason) = (change.id::<SwapId>(), wanted.reason.trim());
    let swap =
        Swap { shift: own, for_shift: other, asked_by: person, asked_of: theirs.person, state: SwapState::Asked };
    swaps::insert(&mut change, id, &swap, reason).await?;
    let told = said(&staff.name(person), (theirs.starts, mine.starts), reason);
    notices::tell(&mut change, theirs.person, told, None).await?;
    let event = SwapAsked {
        swap: id,
        turn: own,
        wanted: other,
        regulation: mine.regulation,
        roster: mine.roster,
        asked_of: theirs.person,
        turn_starts: mine.starts,
        for_starts: theirs.starts,
        reason: reason.to_owned(),
    };
    change.record(Some(person), &event)?;
    Ok(change.commit().await?)
}

/// Agrees, and the shifts change hands; or declines.
///
/// # Errors
/// If one was not asked, a shift has begun or changed hands meanwhile, or the database cannot be used.
pub async fn answer(app: &App, caller: &Caller, id: SwapId, given: &SwapAnswer) -> Result<()> {
    let mut change = app.change(caller.office).await?;
    let staff = app.staff_within(&mut change).await?;
    let person = caller.person;
    let swap = swaps::find(&mut change, id).await?.ok_or(Error::from(Unknown::Swap))?;
    if swap.asked_of != person {
        return Err(SwapRejection::NotAsked.into());
    }
    if swap.state != SwapState::Asked {
        return Err(SwapRejection::Answered.into());
    }
    if given.agree {
        exchange(&mut change, &staff, &swap).await?;
    }
    let state = if given.agree { SwapState::Agreed } else { SwapState::Declined };
    swaps::set_state(&mut change, id, state).await?;
    let name = staff.name(person);
    let told = if given.agree { message!("swap-agreed", name) } else { message!("swap-declined", name) };
    notices::tell(&mut change, swap.asked_by, told, None).await?;
    let of = shifts::find(&mut change, swap.shift).await?;
    let (regulation, roster) = of.map(|of| (of.regulation, of.roster)).unwrap_or_default();
    let Swap { asked_by, asked_of, shift: turn, for_shift: wanted, .. } = swap;
    let (swap, agreed) = (id, given.agree);
    change
        .record(Some(person), &SwapAnswered { swap, regulation, roster, agreed, asked_by, asked_of, turn, wanted })?;
    change.commit().await?;
    app.staff_changed(caller.office);
    Ok(())
}

/// Gives each of two shifts to the holder of the other.
async fn exchange(change: &mut UnitOfWork, staff: &Staff, swap: &Swap) -> Result<()> {
    let (one, other) = (shift(change, swap.shift).await?, shift(change, swap.for_shift).await?);
    let now = change.now;
    if !staff.is_active(swap.asked_by) || !staff.is_active(swap.asked_of) {
        return Err(SwapRejection::PersonHasLeft.into());
    }
    let moved = one.person != swap.asked_by || other.person != swap.asked_of;
    if moved || one.starts <= now || other.starts <= now {
        return Err(SwapRejection::ShiftsChanged.into());
    }
    shifts::set_person(change, swap.shift, swap.asked_of).await?;
    Ok(shifts::set_person(change, swap.for_shift, swap.asked_by).await?)
}

/// What is asked of the caller in a roster.
pub(super) async fn shown(app: &App, caller: &Caller, staff: &Staff, of: RosterKey<'_>) -> Result<Vec<SwapShown>> {
    let asked = swaps::asked_of(&app.pool, caller.office, caller.person, of).await?;
    let shown = |swap: AskedSwap| {
        let name = staff.name(swap.asked_by);
        SwapShown { id: swap.id.number(), said: words::answer(&said(&name, (swap.wanted, swap.offered), &swap.reason)) }
    };
    Ok(asked.into_iter().map(shown).collect())
}
