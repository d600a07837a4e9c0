//! What there is not.

use super::declare::rejections;

rejections! {
    /// Something that a request names does not exist, or is not open to the caller.
    pub enum Unknown: "unknown" {
        /// A person of the office.
        Person = "person", NotFound;
        /// A post of the office.
        Post = "post", NotFound;
        /// A department of the office.
        Department = "department", NotFound;
        /// A change that a keeper asked for.
        Request = "request", NotFound;
        /// An office of this server.
        Office = "office", NotFound;
        /// A path that the API or the portal does not have.
        Address = "address", NotFound;
        /// A matter, or one that the caller may not see.
        Matter = "matter", NotFound;
        /// The matter whose due date a filing asks to extend.
        MatterToExtend = "matter-to-extend", NotFound;
        /// A task of a matter.
        Task = "task", NotFound;
        /// The task that an extension belongs to.
        FormerTask = "former-task", NotFound;
        /// A step of a matter.
        Step = "step", NotFound;
        /// The step to which a paper is to go back.
        StepToReturnTo = "step-to-return-to", NotFound;
        /// A form of a regulation in force.
        Form = "form", NotFound;
        /// A form that the caller may file.
        FormToFile = "form-to-file", NotFound;
        /// A regulation of the office.
        Regulation = "regulation", NotFound;
        /// A version of a regulation.
        Version = "version", NotFound;
        /// The package that bound at a moment.
        VersionOfThen = "version-of-then", NotFound;
        /// A version to compare with.
        VersionToCompare = "version-to-compare", NotFound;
        /// An installed package.
        Package = "package", NotFound;
        /// A publisher of packages.
        Publisher = "publisher", NotFound;
        /// A revision of a regulation.
        Revision = "revision", NotFound;
        /// A rehearsal.
        Rehearsal = "rehearsal", NotFound;
        /// An assessment of a regulation.
        Assessment = "assessment", NotFound;
        /// An assessment of one person.
        AssessmentOfPerson = "assessment-of-person", NotFound;
        /// A kind of period of an assessment.
        Period = "period", NotFound;
        /// A penalty proposal.
        Proposal = "proposal", NotFound;
        /// A notice.
        Notice = "notice", NotFound;
        /// The recording of a call.
        Recording = "recording", NotFound;
        /// A register of a regulation.
        Register = "register", NotFound;
        /// A table of a register or of settings.
        Table = "table", NotFound;
        /// A column of a register.
        Column = "column", NotFound;
        /// A board of a regulation.
        Board = "board", NotFound;
        /// A chart of a regulation.
        Chart = "chart", NotFound;
        /// A format of exports.
        ExportFormat = "export-format", NotFound;
        /// A document template of a form.
        DocumentTemplate = "document-template", NotFound;
        /// The text of a paper.
        DocumentText = "document-text", NotFound;
        /// An attachment, or one that the caller may not read.
        Attachment = "attachment", NotFound;
        /// Something published.
        Publication = "publication", NotFound;
        /// A public link, which may be closed.
        PublicLink = "public-link", NotFound;
        /// The form to which a public link leads.
        FormOfPublicLink = "form-of-public-link", NotFound;
        /// A roster.
        Roster = "roster", NotFound;
        /// A shift of a roster.
        Shift = "shift", NotFound;
        /// A swap of shifts.
        Swap = "swap", NotFound;
        /// What a printed code stands for.
        Proof = "proof", NotFound;
    }
}
