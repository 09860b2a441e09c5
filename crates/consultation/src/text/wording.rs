//! The fixed phrases around the content: `public/content/<language>.wording.json`.
//!
//! One list names every phrase and its placeholders, so a file with a phrase too few, too many,
//! or with a wrong placeholder is an error when it is read.

use crate::file::{self, FileError};
use crate::json::{FromJson, Json, Reading, ShapeError, ShapeErrors};
use crate::time::day::Day;
use crate::time::instant::Instant;

macro_rules! phrases {
    ($($(#[doc = $doc:literal])+ $name:ident = $key:literal [$($placeholder:literal),*],)+) => {
        /// A phrase of the wording file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Phrase { $($(#[doc = $doc])+ $name,)+ }

        /// Every key of the wording file with its placeholders, in the order of [`Phrase`].
        pub const PHRASES: &[(&str, &[&str])] = &[$(($key, &[$($placeholder),*]),)+];

        /// What each of [`PHRASES`] is for, in one line.
        #[cfg(feature = "schema")]
        pub(crate) const DESCRIPTIONS: &[&str] = &[$(concat!($($doc),+),)+];
    };
}

phrases! {
    /// The first link of the page.
    SkipToContent = "skip_to_content" [],
    /// Says that the page rehearses a day.
    Preview = "preview" ["day"],
    /// The heading of the list of sections.
    OnThisPage = "on_this_page" [],
    /// What the list of the languages of the page is called.
    Languages = "languages" [],
    /// What the list of links to statements about the page is called.
    AboutThisSite = "about_this_site" [],
    /// Before the postal address, on the page for paper.
    ReturnAddress = "return_address" [],
    /// The state of the consultation.
    StageNotYetOpen = "stage_not_yet_open" [],
    /// The state of the consultation.
    StageOpen = "stage_open" [],
    /// The state of the consultation.
    StageClosed = "stage_closed" [],
    /// The state of the consultation.
    StageReported = "stage_reported" [],
    /// The state of the consultation.
    StageAdopted = "stage_adopted" [],
    /// When it opens.
    Opens = "opens" ["time", "day"],
    /// When it closes.
    Closes = "closes" ["time", "day"],
    /// How long that is, in days.
    ClosesInDays = "closes_in_days" ["count"],
    /// The same in hours.
    ClosesInHours = "closes_in_hours" ["count"],
    /// The same in minutes.
    ClosesInMinutes = "closes_in_minutes" ["count"],
    /// The last two minutes.
    ClosesInOneMinute = "closes_in_one_minute" [],
    /// When it closes, by the clocks where the reader is.
    WhereYouAre = "where_you_are" ["time", "day"],
    /// When it closed.
    Closed = "closed" ["time", "day"],
    /// When what came of it was published.
    ReportedOn = "reported_on" ["day"],
    /// Since when the page says that what was negotiated is adopted.
    AdoptedOn = "adopted_on" ["day"],
    /// By when the page will say what came of it.
    ReportExpected = "report_expected" ["day"],
    /// The link to what came of it.
    ReadReport = "read_report" [],
    /// How many submissions came.
    SubmissionsInAll = "submissions_in_all" ["count"],
    /// How many of them were about a chapter.
    SubmissionsAbout = "submissions_about" ["count"],
    /// Before what was asked.
    WeAsked = "we_asked" [],
    /// Before what people said.
    YouSaid = "you_said" [],
    /// Before what was done after that.
    WeDid = "we_did" [],
    /// Before what was done otherwise than people asked for.
    WeDidOtherwise = "we_did_otherwise" [],
    /// Before what comes next.
    WhatComesNext = "what_comes_next" [],
    /// What to know when it closes while a person writes.
    ClosedWhileWriting = "closed_while_writing" [],
    /// The lead to a past consultation's days.
    OpenedAndClosed = "opened_and_closed" ["opened", "closed"],
    /// A meeting that is over.
    MeetingHeld = "meeting_held" [],
    /// A meeting that is going on.
    MeetingUnderWay = "meeting_under_way" [],
    /// A meeting to come.
    MeetingToCome = "meeting_to_come" [],
    /// What is beside it looks ahead to the meeting, which has begun since.
    WrittenBefore = "written_before" ["day"],
    /// The lead to a meeting's outcomes.
    Outcomes = "outcomes" [],
    /// Unfolds what only some readers need.
    Details = "details" [],
    /// A published revision of the content.
    Revision = "revision" ["number", "sha256"],
    /// The link to the feed of changes.
    FeedLink = "feed_link" ["size"],
    /// The link to the calendar.
    CalendarLink = "calendar_link" ["size"],
    /// The link to the page for paper.
    PrintLink = "print_link" [],
    /// What to know about a form while the page's program does not run.
    WithoutApp = "without_app" [],
    /// What follows there, where the endpoint shows everything once more.
    ShownBeforeSent = "shown_before_sent" [],
    /// The same where it does not.
    SentAtOnce = "sent_at_once" [],
    /// The same where the endpoint takes nothing that a browser posts by itself.
    NeedsApp = "needs_app" [],
    /// What to know about a form while the page's program does not run, where everything is sealed before it is sent.
    SealedWithoutApp = "sealed_without_app" [],
    /// Before the day of the last change.
    LastUpdated = "last_updated" [],
    /// The link at the end.
    BackToTop = "back_to_top" [],
    /// Read out before a warning.
    Warning = "warning" [],
    /// Behind the label of a question that may be left out.
    Optional = "optional" [],
    /// The heading of what to know before writing.
    BeforeYouStart = "before_you_start" [],
    /// Until when it can be sent.
    StartBy = "start_by" ["time", "day"],
    /// That a draft stays where it is written, and how to prevent that.
    StartDraft = "start_draft" [],
    /// The link to where a person says that others use the device.
    StartShared = "start_shared" [],
    /// Opens what the consultation is about, whole.
    Background = "background" [],
    /// Opens what the consultation was about, once it is over.
    WhatWasAsked = "what_was_asked" [],
    /// What unfolds how submissions are read.
    HowWeRead = "how_we_read" [],
    /// Nothing in a part of the form is answered.
    PartNotStarted = "part_not_started" [],
    /// Something in it is answered.
    PartInProgress = "part_in_progress" [],
    /// Something in it is answered, and nothing is wrong.
    PartDone = "part_done" [],
    /// It was left, and something in it is missing or wrong.
    PartNeedsAttention = "part_needs_attention" [],
    /// The heading above problems.
    ProblemHeading = "problem_heading" [],
    /// A problem that has been mended, in its place among the others.
    Mended = "mended" ["problem"],
    /// Before the page's title and, read out only, before each message.
    ErrorPrefix = "error_prefix" [],
    /// A text over its limit.
    TooLong = "too_long" ["question", "limit", "length"],
    /// An address that no message could reach.
    NotAnEmailAddress = "not_an_email_address" [],
    /// An address with something in it that cannot be seen.
    UnseenCharacter = "unseen_character" [],
    /// A number that nobody could call.
    NotATelephoneNumber = "not_a_telephone_number" [],
    /// No whole number.
    NotANumber = "not_a_number" ["question"],
    /// A number that is too small or too large.
    OutOfRange = "out_of_range" ["question", "least", "most"],
    /// No day, month and year.
    DateParts = "date_parts" ["question"],
    /// A day that the month does not have.
    DateDay = "date_day" ["question"],
    /// A month that no year has.
    DateMonth = "date_month" ["question"],
    /// A year that is not whole.
    DateYear = "date_year" ["question"],
    /// More groups than are accepted.
    TooMany = "too_many" ["question", "most"],
    /// Adds a group of fields.
    AddAnother = "add_another" [],
    /// An answer that is not on the list.
    NotOffered = "not_offered" ["question"],
    /// An answer to a question that does not apply.
    NotAsked = "not_asked" ["question", "other"],
    /// An answer of the wrong kind.
    WrongKind = "wrong_kind" ["question"],
    /// An answer to no question.
    NotAQuestion = "not_a_question" ["question"],
    /// The limit of a text, before anything is typed.
    CharacterLimit = "character_limit" ["limit"],
    /// Room for several characters.
    CharactersLeft = "characters_left" ["count"],
    /// Room for one character.
    OneCharacterLeft = "one_character_left" [],
    /// Several characters over the limit.
    CharactersOver = "characters_over" ["count"],
    /// One character over the limit.
    OneCharacterOver = "one_character_over" [],
    /// What is recorded with a submission.
    VersionRecorded = "version_recorded" [],
    /// The heading above what is kept on the device.
    YourDraft = "your_draft" [],
    /// What to know about keeping a draft.
    DraftNote = "draft_note" [],
    /// When the draft was last kept, by the device's clock.
    DraftKept = "draft_kept" ["time"],
    /// What had been kept is back.
    DraftBack = "draft_back" ["time", "day"],
    /// A draft is open in another window.
    DraftElsewhere = "draft_elsewhere" [],
    /// The browser does not let the page keep anything.
    DraftNotKept = "draft_not_kept" [],
    /// On a computer that others use.
    NothingKept = "nothing_kept" [],
    /// The box to tick there.
    SharedComputer = "shared_computer" [],
    /// The button that deletes the draft.
    DeleteDraft = "delete_draft" [],
    /// After that.
    DraftDeleted = "draft_deleted" [],
    /// What to know about words whose questions are gone.
    QuestionsGone = "questions_gone" [],
    /// Names a field with such words.
    QuestionGone = "question_gone" ["question"],
    /// The heading above drafts in files.
    OtherDevices = "other_devices" [],
    /// The button that saves the draft as a file.
    SaveDraft = "save_draft" [],
    /// The name of that file.
    DraftName = "draft_name" [],
    /// The label of the field that opens such a file.
    OpenDraft = "open_draft" [],
    /// After opening one.
    DraftOpened = "draft_opened" [],
    /// A file that is no draft of this consultation.
    DraftUnreadable = "draft_unreadable" [],
    /// A draft on the device that cannot be read, and the way to save it.
    DraftDamaged = "draft_damaged" [],
    /// The lead to what has changed on the page since a draft was written.
    PageChanged = "page_changed" [],
    /// A short answer of a draft that was added, where another stands.
    OtherAnswer = "other_answer" ["question", "answer"],
    /// While waiting for the answer.
    Sending = "sending" [],
    /// The heading when it is certain that nothing arrived.
    NotSent = "not_sent" [],
    /// The heading when nothing has arrived yet, and time is all that it takes.
    NotSentYet = "not_sent_yet" [],
    /// The heading when nobody knows whether it arrived.
    PerhapsSent = "perhaps_sent" [],
    /// The heading when an earlier version had arrived.
    SentBefore = "sent_before" [],
    /// No connection, or no answer.
    NoAnswer = "no_answer" [],
    /// The device has no connection.
    Offline = "offline" [],
    /// An answer that is no receipt.
    NoReceipt = "no_receipt" [],
    /// The receiver has trouble.
    ReceiverTrouble = "receiver_trouble" [],
    /// The receiver takes no more for the moment.
    ReceiverBusy = "receiver_busy" [],
    /// Beside what may have arrived, where the endpoint tells doubles apart.
    TryingIsSafe = "trying_is_safe" [],
    /// The same where it does not.
    TryingMayDouble = "trying_may_double" [],
    /// More than the receiver takes.
    TooLarge = "too_large" [],
    /// The receiver asks other questions than the page.
    ReceiverAsksOther = "receiver_asks_other" [],
    /// The receiver refuses, and trying again does not help.
    ReceiverRefused = "receiver_refused" [],
    /// The keys that everything is sealed to are others than when the page was loaded.
    KeysChanged = "keys_changed" [],
    /// The browser cannot seal anything.
    SealingUnavailable = "sealing_unavailable" [],
    /// The keys that everything is sealed to are none.
    KeysMalformed = "keys_malformed" [],
    /// The keys that everything is sealed to are too old.
    KeysExpired = "keys_expired" [],
    /// An earlier version had arrived under the same id.
    EarlierVersionArrived = "earlier_version_arrived" ["reference"],
    /// The heading of what a service has taken without a receipt.
    NotAcknowledged = "not_acknowledged" [],
    /// What that means, and what can be done.
    NoReceiptIsGiven = "no_receipt_is_given" [],
    /// The same where the service says what it calls it.
    ReferenceIsGiven = "reference_is_given" ["reference"],
    /// The words are still there.
    WordsKept = "words_kept" [],
    /// When it was first tried: what shows that somebody was in time.
    FirstTried = "first_tried" ["time", "day"],
    /// When the next try goes by itself.
    NextTryInMinutes = "next_try_in_minutes" ["count"],
    /// The same within two minutes.
    NextTryInSeconds = "next_try_in_seconds" ["count"],
    /// How much of a long submission has left the device.
    Uploaded = "uploaded" ["percent"],
    /// The button that sends again.
    TryAgain = "try_again" [],
    /// The button that lets the page try nothing more by itself.
    StopTrying = "stop_trying" [],
    /// The button that copies the words.
    Copy = "copy" [],
    /// After copying.
    Copied = "copied" [],
    /// When the browser does not let the page copy.
    CopyFailed = "copy_failed" [],
    /// The button that saves the words as a file.
    Download = "download" [],
    /// The name of that file.
    DownloadName = "download_name" [],
    /// The way that always works.
    WriteToTeam = "write_to_team" ["email"],
    /// How such a message begins.
    MailBody = "mail_body" ["time", "day"],
    /// The way that needs no network.
    PostIt = "post_it" [],
    /// Before the reference.
    YourReference = "your_reference" [],
    /// The link to the receipt.
    OpenReceipt = "open_receipt" [],
    /// Which version of the page was answered.
    ReceiptRevision = "receipt_revision" ["number"],
    /// What a submission becomes.
    ReceiptNotice = "receipt_notice" [],
    /// In place of what was sent, on the receiver's own receipt, where it is sealed.
    ReceiptSealed = "receipt_sealed" [],
    /// The heading of everything that was sent.
    ReceiptSent = "receipt_sent" [],
    /// Where the receipt is, and for how long.
    ReceiptKept = "receipt_kept" [],
    /// The same where the consultation has no closing time.
    ReceiptKeptWithoutClosing = "receipt_kept_without_closing" [],
    /// The button that deletes it there.
    ReceiptDelete = "receipt_delete" [],
    /// Said when that was done.
    ReceiptDeleted = "receipt_deleted" [],
    /// What a change does to what was sent before.
    ReceiptReplaces = "receipt_replaces" ["reference"],
    /// What a withdrawal does to it.
    ReceiptWithdraws = "receipt_withdraws" ["reference"],
    /// What either does after the closing time.
    ReceiptChangesLate = "receipt_changes_late" ["reference"],
    /// Begins to change what was sent.
    ChangeSent = "change_sent" [],
    /// What is written is to take the place of what was sent.
    Changing = "changing" ["reference"],
    /// Why that cannot begin.
    DraftInTheWay = "draft_in_the_way" [],
    /// Unfolds how to withdraw what was sent.
    Withdraw = "withdraw" [],
    /// What comes of that.
    WithdrawNote = "withdraw_note" [],
    /// Withdraws it.
    WithdrawNow = "withdraw_now" [],
    /// The heading of the receipt of a withdrawal.
    Withdrawn = "withdrawn" [],
    /// What is in the form again is to take the place of what was sent.
    ChangingWithoutApp = "changing_without_app" [],
    /// A later submission of the same person counts instead.
    ReplacedSince = "replaced_since" ["reference"],
    /// A later withdrawal of the same person.
    WithdrawnSince = "withdrawn_since" ["reference"],
    /// The digest of the bytes that were sent.
    ReceiptDigest = "receipt_digest" ["sha256"],
    /// That the receiver states the same digest.
    ReceiptHeld = "receipt_held" [],
    /// That it states another.
    ReceiptDiffers = "receipt_differs" [],
    /// Saves the receipt as a page.
    DownloadPage = "download_page" [],
    /// The name of that file.
    DownloadPageName = "download_page_name" [],
    /// The label of the field that takes a downloaded copy.
    CheckCopy = "check_copy" [],
    /// The file is what the receiver holds.
    CopyOfHeld = "copy_of_held" [],
    /// It is what was sent, and nobody could ask the receiver.
    CopyOfSent = "copy_of_sent" [],
    /// It is not what was sent.
    CopyDiffers = "copy_differs" [],
    /// When it arrived.
    ReceivedAt = "received_at" ["time", "day"],
    /// It arrived after the closing moment.
    ReceivedLate = "received_late" [],
    /// Words were changed while it was on its way.
    ChangedWhileSending = "changed_while_sending" [],
    /// The heading above copy and download.
    KeepACopy = "keep_a_copy" [],
    /// The heading of the copy.
    RecordTitle = "record_title" [],
    /// The heading of everything that was written, before it is sent.
    CheckTitle = "check_title" [],
    /// What to know there.
    CheckIntroduction = "check_introduction" [],
    /// The same heading on the receiver’s page.
    CheckTitleWithoutApp = "check_title_without_app" [],
    /// What to know there.
    CheckKeepsNothing = "check_keeps_nothing" [],
    /// The link from an answer to its question, whose words follow.
    Change = "change" [],
    /// That an answer would be published, by the choice of the person.
    WouldPublish = "would_publish" [],
    /// That it would not.
    WouldNotPublish = "would_not_publish" [],
    /// The button that sends, after everything was seen.
    AcceptAndSend = "accept_and_send" [],
    /// The link back to writing.
    BackToForm = "back_to_form" [],
    /// Opens the passages that can be quoted.
    Passages = "passages" [],
    /// The button that puts a passage into the answer.
    QuotePassage = "quote_passage" [],
    /// A passage in an answer.
    Quotation = "quotation" ["passage", "source"],
    /// In the copy, where nothing was answered.
    NotAnswered = "not_answered" [],
    /// In the copy, for a declaration.
    Agreed = "agreed" [],
    /// On the receiver's own page, above the form.
    ChangeAndSendAgain = "change_and_send_again" [],
    /// On the receiver's own page, when what arrived could not be read.
    NotStored = "not_stored" [],
    /// A browser posted by itself what the receiver takes sealed alone.
    SealedOnly = "sealed_only" [],
    /// On the receiver's own page, above the form, when it cannot store anything now.
    FormNotStored = "form_not_stored" [],
    /// On the receiver's own page, above the form, when an earlier version was stored under the same id.
    FormSentBefore = "form_sent_before" ["reference"],
    /// On the receiver's own page, above the form, when some letters did not arrive whole.
    FormLettersLost = "form_letters_lost" [],
    /// On the receiver's own page, above the form, when something in the post belongs to no form.
    FormUnreadable = "form_unreadable" [],
    /// On the receiver's own page, above the form, when it was posted from another website.
    FormFromElsewhere = "form_from_elsewhere" [],
    /// On the receiver's own page, at an address that only takes what a form sends.
    NothingToRead = "nothing_to_read" [],
    /// The heading of the receiver's own page when it cannot show something now.
    NotNow = "not_now" [],
    /// What to do then.
    TryLater = "try_later" [],
    /// The heading where a host cannot reach the receiver.
    Unreachable = "unreachable" [],
    /// What is known then, and what to do.
    UnreachableText = "unreachable_text" [],
    /// What to do where waiting does not help; a link to every way to the agency follows.
    ReachUsElse = "reach_us_else" [],
    /// On the receiver's own page, back to where the person came from.
    BackToPage = "back_to_page" [],
    /// In calendars, the closing moment.
    CalendarCloses = "calendar_closes" ["title"],
    /// The heading where an address leads nowhere.
    PageNotFound = "page_not_found" [],
    /// What to do then.
    PageNotFoundText = "page_not_found_text" [],
    /// A time of day: hour (1 to 12, or 0 to 23) and minute, before midday.
    TimeBeforeMidday = "time_before_midday" ["hour", "hour_of_day", "minute"],
    /// The same from midday on.
    TimeAfterMidday = "time_after_midday" ["hour", "hour_of_day", "minute"],
    /// A day.
    Day = "day" ["day", "month", "year"],
    /// A day with its weekday.
    WeekdayAndDay = "weekday_and_day" ["weekday", "day", "month", "year"],
    /// Days of one month.
    DaysOfOneMonth = "days_of_one_month" ["first_day", "last_day", "month", "year"],
    /// Days of several months of one year.
    DaysOfOneYear = "days_of_one_year" ["first_day", "first_month", "last_day", "last_month", "year"],
    /// Days of several years, each written as the phrase for a day says.
    DaysOfSeveralYears = "days_of_several_years" ["first", "last"],
    /// The months, separated by commas.
    Months = "months" [],
    /// The days of the week from Monday, separated by commas.
    Weekdays = "weekdays" [],
    /// A number over 999: its last three digits, and the number of thousands before them.
    Thousands = "thousands" ["thousands", "rest"],
}

/// The phrases of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording(Vec<String>);

impl Wording {
    /// Reads a wording file.
    ///
    /// # Errors
    /// [`FileError`], for the editor.
    pub fn parse(json: &str) -> Result<Self, FileError> {
        let (WordingFile(wording), mut errors) = file::read_on(json)?;
        let uncounted = [wording.uncounted(Phrase::Months, 12), wording.uncounted(Phrase::Weekdays, 7)];
        let is_new = |error: &ShapeError| errors.iter().all(|known| known.path != error.path);
        let uncounted: Vec<_> = uncounted.into_iter().flatten().filter(is_new).collect();
        errors.extend(uncounted);
        if errors.is_empty() { Ok(wording) } else { Err(ShapeErrors(errors).into()) }
    }

    /// What is wrong with a list of names that does not have so many. Only editors are asked: `publish` has read the
    /// wording that a page starts from.
    fn uncounted(&self, list: Phrase, expected: usize) -> Option<ShapeError> {
        let count = self.text(list).split(',').filter(|name| !name.trim().is_empty()).count();
        let path = ["/", PHRASES[list as usize].0].concat();
        let why = format!("this names {count}, and there are {expected}: separate them by commas");
        (count != expected).then_some(ShapeError { path, why })
    }

    /// Every phrase as it stands, in the order of [`Phrase`].
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// A phrase as it stands.
    pub fn text(&self, phrase: Phrase) -> &str {
        &self.0[phrase as usize]
    }

    /// A phrase with its placeholders filled.
    ///
    /// One pass over the phrase: a value that looks like a placeholder is left alone.
    pub fn fill(&self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(phrase);
        while let Some((before, name, after)) = next_placeholder(rest) {
            filled.push_str(before);
            let value = values.iter().find(|(known, _)| *known == name);
            filled.push_str(value.map_or("", |(_, value)| value));
            rest = after;
        }
        filled + rest
    }

    /// A day: “23 August 2022”.
    pub fn day(&self, day: Day) -> String {
        self.fill_days(Phrase::Day, day, day)
    }

    /// A day with its weekday: “Tuesday 23 August 2022”.
    pub fn weekday_and_day(&self, day: Day) -> String {
        self.fill_days(Phrase::WeekdayAndDay, day, day)
    }

    /// The days from `first` to `last`, without repeating what they share: “28 February – 11 March 2022”.
    pub fn days(&self, first: Day, last: Day) -> String {
        if first.year() != last.year() {
            return self.fill(Phrase::DaysOfSeveralYears, &[("first", &self.day(first)), ("last", &self.day(last))]);
        }
        let is_one_month = first.month() == last.month();
        self.fill_days(if is_one_month { Phrase::DaysOfOneMonth } else { Phrase::DaysOfOneYear }, first, last)
    }

    /// All values that a phrase about days of one year can have. A day by itself is the last.
    fn fill_days(&self, phrase: Phrase, first: Day, last: Day) -> String {
        let (first_day, last_day) = (digits(first.day_of_month().into()), digits(last.day_of_month().into()));
        let (first_month, last_month) = (self.month(first), self.month(last));
        let values = [
            ("weekday", self.word(Phrase::Weekdays, last.weekday())),
            ("first_day", &first_day),
            ("first_month", first_month),
            ("last_day", &last_day),
            ("last_month", last_month),
            ("day", &last_day),
            ("month", last_month),
            ("year", &digits(last.year().unsigned_abs())),
        ];
        self.fill(phrase, &values)
    }

    /// A time of day, in the instant's own offset: “5.00pm”.
    pub fn time(&self, instant: Instant) -> String {
        let (hour, minute) = (instant.hour(), instant.minute());
        let phrase = if hour < 12 { Phrase::TimeBeforeMidday } else { Phrase::TimeAfterMidday };
        let hour_of_twelve = digits(((hour + 11) % 12 + 1).into());
        let minute = [if minute < 10 { "0" } else { "" }, &digits(minute.into())].concat();
        self.fill(phrase, &[("hour", &hour_of_twelve), ("hour_of_day", &digits(hour.into())), ("minute", &minute)])
    }

    /// A count for people: “20,000”.
    pub fn number(&self, count: u32) -> String {
        if count < 1000 {
            return digits(count);
        }
        // A slice `[1..]` could panic, and what it would say then was 3.1 kB of the page's WASM.
        let rest = digits(1000 + count % 1000);
        let rest = rest.strip_prefix('1').unwrap_or_default();
        self.fill(Phrase::Thousands, &[("thousands", &self.number(count / 1000)), ("rest", rest)])
    }

    /// A phrase with the placeholders `time` and `day`, filled from a moment.
    pub fn moment(&self, phrase: Phrase, instant: Instant) -> String {
        let (time, day) = (self.time(instant), self.weekday_and_day(instant.day()));
        self.fill(phrase, &[("time", &time), ("day", &day)])
    }

    fn month(&self, day: Day) -> &str {
        self.word(Phrase::Months, day.month() - 1)
    }

    /// A name of a list. `split` and `nth` would be another searcher in the page's WASM than the one of [`Self::fill`].
    fn word(&self, list: Phrase, index: u8) -> &str {
        let rest = (0..index).fold(self.text(list), |rest, _| rest.split_once(',').map_or("", |(_, after)| after));
        rest.split_once(',').map_or(rest, |(word, _)| word).trim()
    }
}

/// Kept together: each type of number would bring its own.
#[inline(never)]
fn digits(count: u32) -> String {
    count.to_string()
}

/// Splits `text` around its first `{name}`.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// What the app starts from: the texts in the order of [`Phrase`]. `publish` writes the list and the WASM from one source,
/// in one build; the keys were 2.4 kB of every first visit.
impl FromJson for Wording {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let texts = Vec::from_json(json, reading);
        if texts.len() != PHRASES.len() {
            reading.wrong(&Json::Other, "this is the wording of another build");
        }
        Self(texts)
    }
}

/// The file of an editor: every phrase by its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordingFile(pub Wording);

impl FromJson for WordingFile {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let mut fields = reading.fields(json);
        let texts = PHRASES.iter().map(|(key, placeholders)| {
            let Words(text) = fields.required(key, reading);
            if let Some(name) = unknown_placeholder(&text, placeholders) {
                reading.wrong_in(key, || ["the phrase “", key, "” has no value for {", name, "}"].concat());
            }
            text
        });
        let texts = texts.collect();
        fields.end(reading);
        Self(Wording(texts))
    }
}

/// What a phrase says: something.
struct Words(String);

impl FromJson for Words {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        if matches!(&json, Json::Text(text) if text.trim().is_empty()) {
            reading.wrong(&json, "this is empty: write the phrase");
        }
        Self(String::from_json(json, reading))
    }
}

fn unknown_placeholder<'a>(text: &'a str, known: &[&str]) -> Option<&'a str> {
    let mut rest = text;
    while let Some((_, name, after)) = next_placeholder(rest) {
        if !known.contains(&name) {
            return Some(name);
        }
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Wording {
        Wording::parse(include_str!("../../../../public/content/en-NZ.wording.json"))
            .expect("the shipped wording is right")
    }

    fn day(text: &str) -> Day {
        Day::try_from(text.to_owned()).expect("the test states days")
    }

    #[test]
    fn times_are_written_as_people_say_them() {
        for (instant, words) in [
            ("2022-08-23T17:00:00+12:00", "5.00pm"),
            ("2022-08-23T00:05:00+12:00", "12.05am"),
            ("2022-08-23T12:30:00+12:00", "12.30pm"),
            ("2022-08-23T11:59:59+12:00", "11.59am"),
        ] {
            assert_eq!(shipped().time(instant.parse().expect("the test states moments")), words);
        }
    }

    #[test]
    fn days_repeat_nothing_that_they_share() {
        for (first, last, words) in [
            ("2022-02-28", "2022-03-11", "28 February – 11 March 2022"),
            ("2022-03-03", "2022-03-11", "3 – 11 March 2022"),
            ("2021-12-28", "2022-01-03", "28 December 2021 – 3 January 2022"),
        ] {
            assert_eq!(shipped().days(day(first), day(last)), words);
        }
        assert_eq!(shipped().weekday_and_day(day("2022-04-29")), "Friday 29 April 2022");
    }

    /// The shipped wording with other phrases in the place of some.
    fn reworded(phrases: &[(&str, &str)]) -> Result<Wording, FileError> {
        let shipped = include_str!("../../../../public/content/en-NZ.wording.json");
        let mut file: serde_json::Map<_, _> = serde_json::from_str(shipped).expect("the shipped wording is JSON");
        file.extend(phrases.iter().map(|(key, text)| ((*key).to_owned(), (*text).into())));
        Wording::parse(&serde_json::to_string(&file).expect("it is JSON"))
    }

    #[test]
    fn whether_a_comma_follows_the_weekday_is_for_the_wording_to_say() {
        let wording = reworded(&[("weekday_and_day", "{weekday} {day} {month} {year}")]).expect("it is right");
        assert_eq!(wording.weekday_and_day(day("2022-08-23")), "Tuesday 23 August 2022");
        let closes = "2022-08-23T17:00:00+12:00".parse().expect("the test states a moment");
        let words = "Closes at 5.00pm on Tuesday 23 August 2022, New Zealand time";
        assert_eq!(wording.moment(Phrase::Closes, closes), words);
    }

    #[test]
    fn another_language_has_another_order_other_words_and_another_clock() {
        let wording = reworded(&[
            ("day", "{year}年{month}{day}日"),
            ("weekday_and_day", "{year}年{month}{day}日（{weekday}）"),
            ("days_of_one_month", "{year}年{month}{first_day}日～{last_day}日"),
            ("days_of_one_year", "{year}年{first_month}{first_day}日～{last_month}{last_day}日"),
            ("days_of_several_years", "{first}～{last}"),
            ("months", "1月,2月,3月,4月,5月,6月,7月,8月,9月,10月,11月,12月"),
            ("weekdays", "月,火,水,木,金,土,日"),
            ("time_after_midday", "{hour_of_day}時{minute}分"),
        ])
        .expect("it is right");
        assert_eq!(wording.weekday_and_day(day("2022-08-23")), "2022年8月23日（火）");
        assert_eq!(wording.days(day("2022-03-03"), day("2022-03-11")), "2022年3月3日～11日");
        assert_eq!(wording.days(day("2022-02-28"), day("2022-03-11")), "2022年2月28日～3月11日");
        assert_eq!(wording.days(day("2021-12-28"), day("2022-01-03")), "2021年12月28日～2022年1月3日");
        assert_eq!(wording.time("2022-08-23T17:05:00+12:00".parse().expect("it is a moment")), "17時05分");
    }

    #[test]
    fn names_of_weekdays_can_be_of_several_words() {
        let weekdays = "Aso Gafua, Aso Lua, Aso Lulu, Aso Tofi, Aso Faraile, Aso Toʻonaʻi, Aso Sā";
        let wording = reworded(&[("weekdays", weekdays)]).expect("it is right");
        assert_eq!(wording.weekday_and_day(day("2022-08-23")), "Aso Lua 23 August 2022");
    }

    #[test]
    fn thousands_are_separated_as_the_wording_says() {
        let wording = reworded(&[("thousands", "{thousands}\u{202f}{rest}")]).expect("it is right");
        assert_eq!(wording.number(1_000_042), "1\u{202f}000\u{202f}042");
    }

    #[test]
    fn a_list_of_too_few_or_too_many_names_is_refused() {
        for (key, names, why) in [
            ("weekdays", "Monday, Tuesday", "/weekdays: this names 2, and there are 7: separate them by commas"),
            ("months", "January,,,,,,,,,,,", "/months: this names 1, and there are 12: separate them by commas"),
        ] {
            assert_eq!(reworded(&[(key, names)]).expect_err("it is broken").to_string(), why);
        }
        let both = reworded(&[("weekdays", "Monday"), ("skip", "Skip")]).expect_err("it is broken").to_string();
        assert!(both.contains("/weekdays: this names 1") && both.contains("/skip: the field"), "{both}");
        assert_eq!(refusal("weekdays", ""), "/weekdays: this is empty: write the phrase");
    }

    #[test]
    fn a_value_that_looks_like_a_placeholder_is_left_alone() {
        let values = [("question", "{limit}"), ("limit", "5"), ("length", "6")];
        let message = shipped().fill(Phrase::TooLong, &values);
        assert!(message.contains("{limit}") && message.contains('5'), "{message}");
    }

    #[test]
    fn large_numbers_are_grouped() {
        for (count, words) in [(0, "0"), (999, "999"), (1000, "1,000"), (20_000, "20,000"), (1_234_567, "1,234,567")] {
            assert_eq!(shipped().number(count), words);
        }
    }

    fn refusal(key: &str, text: &str) -> String {
        reworded(&[(key, text)]).expect_err("it is broken").to_string()
    }

    #[test]
    fn a_wording_file_with_a_phrase_too_few_too_many_empty_or_misspelt_is_refused() {
        let skip = "\"skip_to_content\": \"Skip to main content\",";
        let without = include_str!("../../../../public/content/en-NZ.wording.json").replace(skip, "");
        let missing = Wording::parse(&without).expect_err("it is broken").to_string();
        assert_eq!(missing, "/skip_to_content: this is missing");
        assert_eq!(refusal("skip_to_content", " "), "/skip_to_content: this is empty: write the phrase");
        assert_eq!(refusal("skip", "Skip"), "/skip: the field “skip” is unknown here, or there twice");
        assert_eq!(refusal("preview", "As of {date}"), "/preview: the phrase “preview” has no value for {date}");
    }
}
