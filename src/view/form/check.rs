//! Everything that would be sent, shown before it is: the only place that sends.

use consultation::delivery::Delivery;
use consultation::session::Session;
use consultation::text::wording::Phrase;
use consultation::transcript::Line;

use super::failure::{under_way, unknown_words};
use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::FormHandle;

/// Draws it. The button belongs to the form, so that the browser posts by itself once the app has ended.
pub fn check(handle: FormHandle, session: &Session) -> ErasedView {
    let wording = &handle.page.wording;
    // What may have arrived is said above.
    let is_new = !session.delivery().is_open();
    let introduction = is_new.then(|| view! { <p>{wording.text(Phrase::CheckIntroduction)}</p> });
    view! {
        <div class="paper">
            <h1>{wording.text(Phrase::CheckTitle)}</h1>
            {introduction}
            {lines(handle, session, true)}
            {sending(handle)}
            <button class="button" type="submit" form={handle.element_id("form")}>{wording.text(Phrase::AcceptAndSend)}</button>
            <p><a href={["#", handle.title_id()].concat()}>{wording.text(Phrase::BackToForm)}</a></p>
        </div>
    }
}

/// What is said while something is on its way; the loader puts the rest there when the app ends meanwhile.
pub fn sending(handle: FormHandle) -> ErasedView {
    let wording = &handle.page.wording;
    let status = handle.sending_text(move |state| match handle.session(state).delivery() {
        Delivery::InFlight { again: false, .. } => under_way(handle.session(state), wording),
        _ => String::new(),
    });
    view! { <p class="sending" role="status" data-unknown={unknown_words(handle)}>{status}</p> }
}

/// Each question that was asked with its answer, under the headings of the parts.
pub fn lines(handle: FormHandle, session: &Session, may_change: bool) -> ErasedView {
    let transcript = session.transcript();
    let mut before = None;
    let lines = transcript.lines(&handle.page.wording).into_iter().map(|one| {
        let heading = one.part.title.clone().filter(|_| before.replace(&one.part.id) != Some(&one.part.id));
        line(handle, &one, heading, may_change)
    });
    lines.collect()
}

fn line(handle: FormHandle, line: &Line, heading: Option<String>, may_change: bool) -> ErasedView {
    let wording = &handle.page.wording;
    let label = line.question.label.plain();
    let class = if line.answer.is_some() { "answer" } else { "answer answer-missing" };
    let answer = line.answer.clone().unwrap_or_else(|| wording.text(Phrase::NotAnswered).to_owned());
    let publishing = line.publishing().map(|phrase| view! { <p class="hint">{wording.text(phrase)}</p> });
    let target = ["#", &line.question.first_control_id()].concat();
    let own_label = label.clone();
    let change = || {
        view! { <a href=target>{wording.text(Phrase::Change)} <span class="visually-hidden">{[" ", &own_label].concat()}</span></a> }
    };
    let own_heading = (heading.as_ref() != Some(&label)).then(|| view! { <h3>{label}</h3> });
    view! {
        {heading.map(|title| view! { <h2>{title}</h2> })}
        <div class="line">
            {own_heading}
            <p class=class dir="auto">{answer}</p>
            {publishing}
            {may_change.then(change)}
        </div>
    }
}
