//! What can happen to a form. In the past tense: nothing here decides what follows.

use std::sync::Arc;

use crate::content::updates::Revision;
use crate::delivery::reply::Outcome;
use crate::delivery::submission::SubmissionId;
use crate::form::Form;
use crate::form::answers::Answer;
use crate::id::Id;
use crate::session::Step;
use crate::session::record::Record;
use crate::text::wording::Phrase;
use crate::time::instant::Instant;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The person changed an answer.
    AnswerEdited(Id, Answer),
    /// The person asked for one more group of a question's fields.
    AnotherAdded(Id),
    /// The person asked to have these words at the end of their answer to a question, as a quotation.
    PassageQuoted(Id, String),
    /// The person's focus came into a part.
    PartEntered(Id),
    /// The person closed a part.
    PartClosed(Id),
    /// The person opened a part.
    PartOpened(Id),
    /// What had arrived on an earlier visit was found on the device.
    ReceiptFound(Record),
    /// The person asked to delete the receipt from the device.
    ReceiptDeletePressed,
    /// The file that they chose was compared with what was received, with that result.
    CopyChecked(Phrase),
    /// The person asked to change what they have sent.
    ChangeSentPressed,
    /// The person asked to withdraw what they have sent.
    WithdrawPressed {
        /// The id that the withdrawal carries.
        id: SubmissionId,
        /// The moment.
        at: Instant,
    },
    /// The person asked for the receipt as a page of its own.
    ReceiptPagePressed,
    /// The person asked to see what they have written, before it is sent.
    CheckPressed,
    /// The page's address names a step.
    AddressChanged(Step),
    /// The person asked to send what they have written.
    SubmitPressed {
        /// The id that a new attempt carries.
        id: SubmissionId,
        /// The moment.
        at: Instant,
    },
    /// The person asked to send once more what may have arrived, or was not taken for the moment.
    RetryPressed,
    /// The person went from a problem to its field.
    ProblemPressed(Id),
    /// The person asked for a copy.
    CopyPressed,
    /// The person asked for a copy in a file.
    DownloadPressed,
    /// An attempt was sealed in these bytes.
    Sealed(SubmissionId, String),
    /// An attempt has ended; the endpoint asks to wait so many seconds before another one, 0 where it does not.
    AttemptEnded(SubmissionId, Outcome, u32),
    /// So many seconds are left until the next try, which goes by itself.
    TryNeared(u32),
    /// The person asked that nothing more be tried by itself.
    StopPressed,
    /// The device has a connection again.
    ConnectionReturned,
    /// So many percent of what is on its way have left the device.
    Uploaded(u32),
    /// Newer content came, with this form and revision.
    FormReplaced(Arc<Form>, Revision),
    /// A draft was found on the device, so many seconds after 1970 by its clock.
    DraftFound(Record, u32),
    /// What was found on the device is a draft that cannot be read.
    DamagedDraftFound(String),
    /// The person asked for that as a file.
    DamagedDraftPressed,
    /// A draft is open in another window.
    DraftElsewhere,
    /// The draft was kept on the device, at that moment.
    DraftKept(Instant),
    /// The browser did not let the page keep it.
    DraftNotKept,
    /// The person said whether others use this computer.
    SharedComputerSaid(bool),
    /// The person asked to delete the draft.
    DeletePressed,
    /// The person asked for the draft as a file.
    DraftFilePressed,
    /// The person chose a file; none where it is no draft of this consultation.
    DraftFileChosen(Option<Record>),
    /// The page went out of sight.
    PageHidden,
    /// The page was left.
    PageLeft,
}
