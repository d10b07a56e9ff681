use super::*;

#[test]
fn tables_follow_the_order_of_the_hosts() {
    assert_eq!(first_tables(&[(5, 2), (3, 1), (9, 3)]), [(5, 1), (3, 3), (9, 4)]);
    let list = |pairs: &[(i64, &str)]| pairs.iter().map(|(id, name)| (*id, (*name).to_owned())).collect::<Vec<_>>();
    let names = Names::of(&list(&[(1, "A1"), (2, "A2")]), &list(&[(5, "O5"), (3, "O3")]), &list(&[(5, "O5"), (3, "O3")]));
    let text = r#"{"version":1,"status":"optimal","policy":"total","seed":0,"input_hash":"","filled":2,"total":0,"bound":0,
        "meetings":[["A2","O3",1,1],["A1","O5",1,2],["A1","O3",2,1]],"assignment":[["A2",2,"O5"],["A1",1,"O3"]]}"#;
    let solution: Solution = serde_json::from_str(text).unwrap();
    let met = meetings(&solution, &names, &[(5, 2), (3, 1)]).unwrap();
    let rows: Vec<_> = met.iter().map(|m| (m.round, m.table, m.associate, m.host)).collect();
    assert_eq!(rows, [(1, 2, 1, 5), (1, 3, 2, 3), (2, 3, 1, 3)]);
    assert_eq!(assignment(&solution, &names).unwrap(), [(1, 1, 3), (2, 2, 5)]);
    assert!(meetings(&solution, &names, &[(5, 2)]).is_err());
    assert!(assignment(&solution, &Names::default()).is_err());
}

#[test]
fn sentences_of_the_engines_get_names() {
    let name = |word: &str| (word == "A1B2C3D").then(|| "Awa".to_owned());
    assert_eq!(with_names("« A1B2C3D », A1B2C3DX et A1B2C3D", name), "« Awa », A1B2C3DX et Awa");
    assert_eq!(with_names("", name), "");
    assert_eq!(with_names("déjà", name), "déjà");
}
