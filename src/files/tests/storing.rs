//! The store: what it acknowledges is there, what it is told to forget is not.

use super::super::vault::{Key, Stored, Vault, VaultError};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashSet;

fn vault() -> (tempfile::TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::local(&folder.path().join("files/cv")).unwrap();
    (folder, vault)
}

#[tokio::test]
async fn bytes_come_back_and_damage_is_seen() {
    let (folder, vault) = vault();
    vault.probe().await.unwrap();
    let stored = vault.put(b"bonjour".to_vec()).await.unwrap();
    assert_eq!(stored.size, 7);
    assert_eq!(stored.sha256, "2cb4b1431b84ec15d35ed83bb927e27e8967d75f4bcd9cc4b25c8d879ae23e18");
    assert_eq!(vault.get_checked(&stored).await.unwrap(), b"bonjour");
    let path = folder.path().join("files/cv").join(&stored.key.as_str()[..2]).join(stored.key.as_str());
    std::fs::write(&path, b"bonsoir").unwrap();
    assert!(matches!(vault.get_checked(&stored).await, Err(VaultError::Damaged)));
    vault.delete(&stored.key).await.unwrap();
    vault.delete(&stored.key).await.unwrap();
    assert!(!path.exists() && matches!(vault.get(&stored.key).await, Err(VaultError::Missing)));
    let again = Vault::local(&folder.path().join("files/cv")).unwrap();
    let kept = vault.put(vec![1; 100_000]).await.unwrap();
    assert_eq!(again.get_checked(&kept).await.unwrap(), vec![1; 100_000], "another opening of the same folder sees it");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(folder.path().join("files/cv")).unwrap().permissions().mode() & 0o077, 0);
    }
}

#[tokio::test]
async fn many_at_once_are_all_kept() {
    let (_folder, vault) = vault();
    let puts = (0..40u8).map(|i| {
        let vault = vault.clone();
        tokio::spawn(async move { (i, vault.put(vec![i; 10_000]).await.unwrap()) })
    });
    let puts: Vec<_> = puts.collect();
    let mut keys = HashSet::new();
    for put in puts {
        let (i, stored) = put.await.unwrap();
        assert_eq!(vault.get_checked(&stored).await.unwrap(), vec![i; 10_000]);
        keys.insert(stored.key);
    }
    assert_eq!(keys.len(), 40);
}

#[tokio::test]
async fn a_sweep_removes_orphans_and_unfinished_writes_only() {
    let (folder, vault) = vault();
    let known = vault.put(b"known".to_vec()).await.unwrap();
    let orphan = vault.put(b"orphan".to_vec()).await.unwrap();
    let root = folder.path().join("files/cv");
    let shard = root.join(&orphan.key.as_str()[..2]);
    std::fs::write(shard.join(format!("{}#1", orphan.key.as_str())), b"half").unwrap();
    std::fs::write(shard.join("notes.txt"), b"not ours").unwrap();
    let rows: HashSet<Key> = [known.key.clone()].into();
    let now = Timestamp::try_from(std::fs::metadata(shard.join("notes.txt")).unwrap().modified().unwrap()).unwrap();
    let young = vault.sweep(&rows, now - SignedDuration::from_hours(1)).await.unwrap();
    assert_eq!((young.removed, young.kept, young.foreign), (0, 2, 1));
    let swept = vault.sweep(&rows, now + SignedDuration::from_secs(60)).await.unwrap();
    assert_eq!((swept.removed, swept.kept, swept.foreign), (2, 1, 1));
    assert!(matches!(vault.get(&orphan.key).await, Err(VaultError::Missing)));
    assert_eq!(vault.get_checked(&known).await.unwrap(), b"known");
    assert_eq!(std::fs::read_dir(shard).unwrap().count() - usize::from(known.key.as_str()[..2] == orphan.key.as_str()[..2]), 1);
}

#[tokio::test]
async fn names_and_settings_are_checked() {
    for wrong in ["", "../../etc/passwd", "ABCDEF0123456789abcdef0123456789", "0123456789abcdef0123456789abcdef0", "0123456789abcdef0123456789abcde/"]
    {
        assert_eq!(Key::parse(wrong), None, "{wrong}");
    }
    assert!(Key::parse("0123456789abcdef0123456789abcdef").is_some());
    let folder = tempfile::tempdir().unwrap();
    assert!(Vault::open("", folder.path()).is_ok());
    for wrong in ["http://x", "s3://", "s3:///x", "/tmp"] {
        assert!(Vault::open(wrong, folder.path()).is_err(), "{wrong}");
    }
    let nobody = Stored { key: Key::parse("0123456789abcdef0123456789abcdef").unwrap(), sha256: String::new(), size: 0 };
    assert!(matches!(Vault::local(folder.path()).unwrap().get_checked(&nobody).await, Err(VaultError::Missing)));
}
