//! What any regulation may declare beside forms: turns of duty, obligations, publications, measures; and what the host finds
//! across all of them.

use crate::{citations::Citation, matters::SheetLine, wire::wire};
use serde::{Deserialize, Serialize};

wire! {
    /// A roster that can be opened.
    RosterOffered {
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// Area of the regulation, by which menus group: 考勤, 财务 …
        area: String,
        /// Id of the roster within its regulation.
        roster: String,
        /// Title as people read it.
        title: String,
    }
    /// Who is on duty now.
    OnDuty {
        /// The role held meanwhile.
        title: String,
        /// Name of whoever has the shift.
        name: String,
        /// Telephone number as it was entered.
        phone: Option<String>,
    }
    /// A roster of a year.
    RosterShown {
        /// Title as people read it.
        title: String,
        /// The clause that asks for it.
        citation: Option<Citation>,
        /// Turns in their order.
        turns: Vec<TurnShown>,
        /// What everybody has in the year.
        tally: Vec<TallyShown>,
        /// What is asked of the caller.
        swaps: Vec<SwapShown>,
        /// Whether the caller makes it.
        may_keep: bool,
    }
    /// A turn.
    TurnShown {
        /// Id within the office.
        id: u64,
        /// First day of the shift.
        first: String,
        /// Last day of the shift.
        last: String,
        /// Id of the person whose shift it is.
        person: u64,
        /// Name of the person.
        name: String,
        /// Telephone number as it was entered.
        phone: Option<String>,
        /// Rest days in it.
        rest_days: u32,
        /// Whether it is the caller's.
        mine: bool,
        /// Whether it is over.
        over: bool,
    }
    /// What somebody has in a year.
    TallyShown {
        /// Name of the person.
        name: String,
        /// How many shifts the person has.
        turns: u32,
        /// Rest days among them.
        rest_days: u32,
    }
    /// An exchange that is asked of the caller.
    SwapShown {
        /// Id within the office.
        id: u64,
        /// The exchange in words: who gives which shift for which.
        said: String,
    }
    /// Which turns to make.
    RosterMake {
        /// First day for which shifts are made.
        from: String,
        /// Last day, included.
        to: String,
    }
    /// How many turns were made.
    RosterMade {
        /// How many shifts were made.
        turns: u64,
    }
    /// Which turns to exchange.
    SwapAsk {
        /// Id of one's own shift.
        mine: u64,
        /// Id of the other's shift.
        theirs: u64,
        /// Why one cannot take the shift oneself.
        reason: String,
    }
    /// An answer to it.
    SwapAnswer {
        /// Whether the turns change hands.
        agree: bool,
    }
    /// A publication.
    PublicationShown {
        /// Id within the office.
        id: u64,
        /// Name of the board on which it is published.
        board: String,
        /// Class in the public column.
        class: Option<String>,
        /// Title as people read it.
        title: String,
        /// Text that is published.
        body: String,
        /// Date and time of the publication.
        published: String,
        /// Whether everybody may read it.
        public: bool,
        /// When it was withdrawn, if it was.
        withdrawn: Option<String>,
        /// Why it was withdrawn, if it was.
        withdrawn_because: Option<String>,
        /// Whether the reader has opened it.
        read: bool,
        /// How many of the office have.
        readers: u64,
    }
    /// What everybody may read of an office.
    PublicColumn {
        /// Name of the office.
        office: String,
        /// Publications of the board, the newest first.
        publications: Vec<PublicationShown>,
    }
    /// An obligation of the running period.
    DutyShown {
        /// What is owed, in words.
        what: String,
        /// Whose: a person, a department or the office.
        whose: String,
        /// How many are owed in the period.
        needed: u32,
        /// How many were done.
        done: u32,
        /// Last day of the period.
        until: String,
        /// The form by which it is met: regulation and form.
        met_by: Option<(String, String)>,
        /// The clause behind it.
        citation: Option<Citation>,
    }
    /// Something that one register has and another lacks.
    GapShown {
        /// The day it tells of.
        on: String,
        /// What one register has and the other lacks, in words.
        what: String,
        /// The matter behind it, if one.
        matter: Option<u64>,
        /// The clause behind it.
        citation: Option<Citation>,
    }
    /// A chart that can be opened.
    ChartOffered {
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// Title of the regulation.
        regulation_title: String,
        /// Area of the regulation, by which menus group: 考勤, 财务 …
        area: String,
        /// Id of the chart within its regulation.
        chart: String,
        /// Title as people read it.
        title: String,
    }
    /// A chart's table.
    ChartShown {
        /// Title as people read it.
        title: String,
        /// The clause that asks for it.
        citation: Option<Citation>,
        /// Unit of the values.
        unit: String,
        /// Whether the sum of values means something.
        adds_up: bool,
        /// Labels along the x axis.
        along: Vec<String>,
        /// Series with their values.
        series: Vec<SeriesShown>,
    }
    /// One series of a chart.
    SeriesShown {
        /// Name of the series, as people read it.
        name: String,
        /// A value for each place along the axis; none where there was nothing to take a mean of.
        values: Vec<Option<f64>>,
    }
    /// Something found.
    Found {
        /// `form`, `matter`, `record`, `publication`, `clause` or `bound`
        kind: String,
        /// One line about it, as far as the reader may see it.
        title: String,
        /// Where it stands: the title of the regulation or form, or the name of the board; empty for a bound.
        place: String,
        /// Address in the portal.
        address: String,
    }
    /// What makes a print-out checkable.
    Proof {
        /// Address that says whether the sheet still equals the record.
        address: String,
        /// The same as a QR code, SVG.
        qr: String,
        /// The signed head of the office's chain at the time of printing.
        anchor: AnchorShown,
    }
    /// The last event of an office's chain, signed by a key that is not in the database.
    AnchorShown {
        /// Number of the event.
        seq: u64,
        /// The last 40 digits of its hash; the first are a secret of the sheet that was printed then.
        hash: String,
        /// The moment of the event, as the signature has it: the office's local time in seconds since 1970.
        at: i64,
        /// The signature over office, number, these digits and moment, in hexadecimal.
        signature: String,
    }
    /// Whether a sheet still equals the record.
    ProofShown {
        /// Name of the office.
        office: String,
        /// Number, as it stands on the sheet; empty if it has none.
        number: String,
        /// Title of the form.
        title: String,
        /// When the sheet was what the record said.
        printed: String,
        /// An event of the matter is not what was written then: the record was altered past the system, whatever the sheet says.
        altered: bool,
        /// When something happened to the matter last, if it did since.
        changed: Option<String>,
        /// What happened to it since, earliest first.
        changes: Vec<ProofChange>,
        /// The matter is closed: nothing more of it is told.
        closed: bool,
        /// Something of it is masked.
        masked: bool,
        /// Name of whoever applied, as far as the reader may see it.
        applicant: String,
        /// Department of whom it concerns.
        department: String,
        /// When it was filed.
        filed: String,
        /// `open`, `returned`, `completed`, `refused`, `withdrawn`, as it stood on the sheet.
        status: String,
        /// Content as it stood on the sheet.
        sheet: Vec<SheetLine>,
        /// What was decided before the sheet was printed, step by step.
        decisions: Vec<ProofDecision>,
    }
    /// Something that happened after a sheet was printed.
    ProofChange {
        /// The office's local time at which it happened.
        at: String,
        /// What happened, in words.
        what: String,
    }
    /// A decision as it stands on paper.
    ProofDecision {
        /// Title of the step.
        step: String,
        /// Name of whoever decided.
        person: String,
        /// What was decided, in words.
        verdict: String,
        /// The opinion that was written, if any.
        opinion: Option<String>,
        /// What was filled in, label and value.
        filled: Vec<(String, String)>,
        /// The office's local time at which it happened.
        at: String,
    }
    /// A resource with what it is booked for.
    ResourceShown {
        /// Id of the record.
        record: u64,
        /// One line about it, as far as the reader may see it.
        summary: String,
        /// Bookings of the days shown.
        bookings: Vec<BookingShown>,
    }
    /// A booking.
    BookingShown {
        /// Begin of the booking.
        starts: String,
        /// End of the booking.
        ends: String,
        /// Id of the matter.
        matter: u64,
        /// One line about it, as far as the reader may see it.
        summary: String,
        /// Name of whoever booked.
        name: String,
    }
    /// A month of records.
    MonthShown {
        /// Title as people read it.
        title: String,
        /// First day of the month.
        first: String,
        /// Days of the week before the first: none for a Monday.
        lead: u32,
        /// For each day, whether it is a day of rest.
        rests: Vec<bool>,
        /// Records of the month by day.
        entries: Vec<MonthEntry>,
    }
    /// Everybody with what a register says of them last.
    StandingShown {
        /// Title as people read it.
        title: String,
        /// Heads of the columns.
        columns: Vec<crate::ColumnShown>,
        /// One line for each person, by department.
        lines: Vec<StandingLine>,
        /// The clause that asks for it.
        citation: Option<Citation>,
    }
    /// A person, and what stands.
    StandingLine {
        /// Name of the person.
        name: String,
        /// Name of the department.
        department: String,
        /// A text for each column; none if nothing is registered.
        cells: Vec<String>,
    }
    /// A month of everybody, with marks.
    RollShown {
        /// Title as people read it.
        title: String,
        /// First day of the month.
        first: String,
        /// For each day, whether it is a day of rest.
        rests: Vec<bool>,
        /// Each mark with what it stands for. Over an assessment: each sign of its legend.
        key: Vec<(String, String)>,
        /// One line for each person, by department.
        lines: Vec<RollLine>,
    }
    /// A person's month.
    RollLine {
        /// Name of the person.
        name: String,
        /// Name of the department.
        department: String,
        /// The marks of each day.
        days: Vec<String>,
        /// On how many days each mark stands.
        counts: Vec<usize>,
    }
    /// Something in a month.
    MonthEntry {
        /// Date on which it happens.
        day: String,
        /// One line about it, as far as the reader may see it.
        summary: String,
        /// Name of the person whom it concerns.
        name: String,
        /// Id of the matter, unless the record was imported.
        matter: Option<u64>,
    }
    /// Something registered that somebody holds.
    Holding {
        /// Title of the register.
        title: String,
        /// One line about it, as far as the reader may see it.
        summary: String,
        /// The clause behind it.
        citation: Option<Citation>,
    }
}
