//! What any regulation may declare beside forms: turns of duty, obligations, publications, measures; and what the host finds
//! across all of them.

use crate::{citations::Citation, matters::SheetLine, wire::wire};
use serde::{Deserialize, Serialize};

wire! {
    /// A roster that can be opened.
    RosterOffered {
        /// Regulation.
        regulation: String,
        /// Kind of work.
        area: String,
        /// Roster.
        roster: String,
        /// Title.
        title: String,
    }
    /// Who is on duty now.
    OnDuty {
        /// The role held meanwhile.
        title: String,
        /// Name.
        name: String,
        /// Telephone.
        phone: Option<String>,
    }
    /// A roster of a year.
    RosterShown {
        /// Title.
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
        /// Id.
        id: u64,
        /// First day.
        first: String,
        /// Last day.
        last: String,
        /// Person.
        person: u64,
        /// Name.
        name: String,
        /// Telephone.
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
        /// Name.
        name: String,
        /// Turns.
        turns: u32,
        /// Rest days among them.
        rest_days: u32,
    }
    /// An exchange that is asked of the caller.
    SwapShown {
        /// Id.
        id: u64,
        /// In words.
        said: String,
    }
    /// Which turns to make.
    RosterMake {
        /// First day.
        from: String,
        /// Last day.
        to: String,
    }
    /// How many turns were made.
    RosterMade {
        /// Turns.
        turns: u64,
    }
    /// Which turns to exchange.
    SwapAsk {
        /// One's own turn.
        mine: u64,
        /// The other's turn.
        theirs: u64,
        /// Why.
        reason: String,
    }
    /// An answer to it.
    SwapAnswer {
        /// Whether the turns change hands.
        agree: bool,
    }
    /// A publication.
    PublicationShown {
        /// Id.
        id: u64,
        /// Board.
        board: String,
        /// Class in the public column.
        class: Option<String>,
        /// Title.
        title: String,
        /// Text.
        body: String,
        /// When.
        published: String,
        /// Whether everybody may read it.
        public: bool,
        /// When it was withdrawn, if it was.
        withdrawn: Option<String>,
        /// Why.
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
        /// What is published.
        publications: Vec<PublicationShown>,
    }
    /// An obligation of the running period.
    DutyShown {
        /// What.
        what: String,
        /// Whose: a person, a department or the office.
        whose: String,
        /// How many.
        needed: u32,
        /// How many were done.
        done: u32,
        /// Last day of the period.
        until: String,
        /// The form by which it is met: regulation and form.
        met_by: Option<(String, String)>,
        /// The clause.
        citation: Option<Citation>,
    }
    /// Something that one register has and another lacks.
    GapShown {
        /// The day it tells of.
        on: String,
        /// What is missing.
        what: String,
        /// The matter behind it, if one.
        matter: Option<u64>,
        /// The clause.
        citation: Option<Citation>,
    }
    /// A chart that can be opened.
    ChartOffered {
        /// Regulation.
        regulation: String,
        /// Title of the regulation.
        regulation_title: String,
        /// Kind of work.
        area: String,
        /// Chart.
        chart: String,
        /// Title.
        title: String,
    }
    /// A chart's table.
    ChartShown {
        /// Title.
        title: String,
        /// The clause that asks for it.
        citation: Option<Citation>,
        /// Unit of the values.
        unit: String,
        /// Whether the sum of values means something.
        adds_up: bool,
        /// Along the axis.
        along: Vec<String>,
        /// Series with their values.
        series: Vec<SeriesShown>,
    }
    /// One series of a chart.
    SeriesShown {
        /// Name.
        name: String,
        /// A value for each place along the axis; none where there was nothing to take a mean of.
        values: Vec<Option<f64>>,
    }
    /// Something found.
    Found {
        /// `form`, `matter`, `record`, `publication`, `clause` or `bound`
        kind: String,
        /// One line.
        title: String,
        /// Where it stands.
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
        /// Office.
        office: String,
        /// Number, as it stands on the sheet; empty if it has none.
        number: String,
        /// Form.
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
        /// Who applied.
        applicant: String,
        /// Department of whom it concerns.
        department: String,
        /// When it was filed.
        filed: String,
        /// `open`, `returned`, `completed`, `refused`, `withdrawn`, as it stood on the sheet.
        status: String,
        /// Content as it stood on the sheet.
        sheet: Vec<SheetLine>,
        /// What was decided before the sheet was printed, station by station.
        decisions: Vec<ProofDecision>,
    }
    /// Something that happened after a sheet was printed.
    ProofChange {
        /// When.
        at: String,
        /// What, for people.
        what: String,
    }
    /// A decision as it stands on paper.
    ProofDecision {
        /// Title of the station.
        step: String,
        /// Who.
        person: String,
        /// What, for people.
        verdict: String,
        /// In words.
        opinion: Option<String>,
        /// What was filled in, label and value.
        filled: Vec<(String, String)>,
        /// When.
        at: String,
    }
    /// A resource with what it is booked for.
    ResourceShown {
        /// Record.
        record: u64,
        /// One line.
        summary: String,
        /// Bookings of the days shown.
        bookings: Vec<BookingShown>,
    }
    /// A booking.
    BookingShown {
        /// From.
        starts: String,
        /// To.
        ends: String,
        /// Matter.
        matter: u64,
        /// One line.
        summary: String,
        /// Who.
        name: String,
    }
    /// A month of records.
    MonthShown {
        /// Title.
        title: String,
        /// Its first day.
        first: String,
        /// Days of the week before the first: none for a Monday.
        lead: u32,
        /// For each day, whether it is a day of rest.
        rests: Vec<bool>,
        /// What there is.
        entries: Vec<MonthEntry>,
    }
    /// Everybody with what a register says of them last.
    StandingShown {
        /// Title.
        title: String,
        /// Columns.
        columns: Vec<crate::ColumnShown>,
        /// Everybody by department.
        lines: Vec<StandingLine>,
        /// The clause that asks for it.
        citation: Option<Citation>,
    }
    /// A person, and what stands.
    StandingLine {
        /// Name.
        name: String,
        /// Department.
        department: String,
        /// A text for each column; none if nothing is registered.
        cells: Vec<String>,
    }
    /// A month of everybody, with marks.
    RollShown {
        /// Title.
        title: String,
        /// Its first day.
        first: String,
        /// For each day, whether it is a day of rest.
        rests: Vec<bool>,
        /// Each mark with what it stands for. Over an assessment: each sign of its legend.
        key: Vec<(String, String)>,
        /// Everybody.
        lines: Vec<RollLine>,
    }
    /// A person's month.
    RollLine {
        /// Name.
        name: String,
        /// Department.
        department: String,
        /// The marks of each day.
        days: Vec<String>,
        /// On how many days each mark stands.
        counts: Vec<usize>,
    }
    /// Something in a month.
    MonthEntry {
        /// Day.
        day: String,
        /// One line.
        summary: String,
        /// Whom it concerns.
        name: String,
        /// Matter, if one.
        matter: Option<u64>,
    }
    /// Something registered that somebody holds.
    Holding {
        /// The register's title.
        title: String,
        /// One line.
        summary: String,
        /// The clause.
        citation: Option<Citation>,
    }
}
