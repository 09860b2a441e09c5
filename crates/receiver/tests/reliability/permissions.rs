//! Who may read and write the database's files.

use std::os::unix::fs::PermissionsExt;

use crate::ordinary_user;
use crate::serving::{DATABASE, RECEIVER, SERVE, Serving, WAL, command, folder};
use crate::submissions::{id, submission};

#[tokio::test]
async fn what_people_sent_is_readable_by_the_receivers_user_alone() {
    let folder = folder();
    // The most open that a deployer's shell can be.
    let open = ["sh", "-c", r#"umask 000; exec "$@""#, "sh", RECEIVER];
    let serving = Serving::run(command(folder.path(), &[&open, &SERVE[..]].concat()));
    assert_eq!(serving.post(&submission(&id(1), "Kia ora")).await.status, 201);
    for name in [DATABASE, WAL, "submissions.db-shm"] {
        let metadata = folder.path().join(name).metadata().expect("the receiver has made it");
        assert_eq!(format!("{name} {:o}", metadata.permissions().mode() & 0o777), format!("{name} 600"));
    }
}

#[test]
fn a_file_that_cannot_be_written_is_a_sentence_at_the_start() {
    let folder = folder();
    Serving::start(folder.path()).end();
    let database = folder.path().join(DATABASE);
    std::fs::set_permissions(&database, PermissionsExt::from_mode(0o444)).expect("it is ours");
    let said = Serving::try_run(ordinary_user::serve(folder.path())).err().unwrap_or_default();
    let (sentence, status) = said.split_once('\n').unwrap_or_default();
    assert!(sentence.starts_with("receiver: cannot store submissions in sqlite://submissions.db: "), "{said:?}");
    assert_eq!(status, "exit status: 1");
}
