//! A round and a table for each meeting. Hosts stay, associates move.
//!
//! With everyone present this is edge colouring of a bipartite graph (König): [`regular`] makes it regular, [`split`]
//! colours it, [`even`](mod@even) evens the rounds, [`order`] puts near rounds next to each other. With absences, [`away`]
//! fills round by round. Never chooses who meets whom.

pub mod away;
pub mod even;
pub mod order;
pub mod regular;
pub mod split;

use crate::matching::control::Watch;
use crate::matching::problem::Problem;

/// Where and when: round from 0, table from 0 at its host, for each meeting.
#[derive(Clone, Debug, Default)]
pub struct Timetable {
    /// Round of each meeting.
    pub round: Vec<u32>,
    /// Table of each meeting.
    pub table: Vec<u32>,
}

/// Rounds and tables for the meetings (pairs of the problem) in `rounds` rounds. With absences another `seed` takes other ways.
///
/// # Errors
/// Positions of the meetings that the best attempt could not place: none was found, which proves nothing.
pub fn timetable(problem: &Problem, pairs: &[u32], rounds: u32, seed: u64, watch: &dyn Watch) -> Result<Timetable, Vec<u32>> {
    let meetings = ends(problem, pairs);
    let (people, hosts) = (problem.associates.len(), problem.organisations.len());
    let someone = problem.associate_away.iter().chain(&problem.host_away).any(|&(_, r)| r < rounds);
    let round = if someone {
        let (tables, present) = (tables(problem, rounds), present(problem, rounds));
        let before = vec![None; meetings.len()];
        let request = away::Request { meetings: &meetings, tables: &tables, present: &present, before: &before, rounds };
        away::rounds(&request, seed, watch)?
    } else {
        let mut round = regular::rounds(&meetings, people, hosts, rounds);
        let (seat, seats) = regular::seats(&meetings, hosts, rounds);
        let seated: Vec<(u32, u32)> = meetings.iter().zip(&seat).map(|(m, &s)| (m.0, s)).collect();
        even::even(&seated, &mut round, people, seats, rounds);
        let place: Vec<i64> = (0..hosts as i64).collect();
        if meetings.len() <= 100_000 {
            order::shorten(&meetings, &mut round, &place, people, rounds);
        }
        round
    };
    let table = seat(&meetings, &round, hosts, rounds);
    Ok(Timetable { round, table })
}

/// Associate and host of each pair.
#[must_use]
pub fn ends(problem: &Problem, pairs: &[u32]) -> Vec<(u32, u32)> {
    let mut owner = 0;
    pairs
        .iter()
        .map(|&pair| {
            while problem.first[owner + 1] <= pair {
                owner += 1;
            }
            (owner as u32, problem.target[pair as usize])
        })
        .collect()
}

/// Tables open at each host in each round.
#[must_use]
pub fn tables(problem: &Problem, rounds: u32) -> Vec<Vec<u32>> {
    let mut tables: Vec<Vec<u32>> = problem.organisations.iter().map(|o| vec![o.tables; rounds as usize]).collect();
    for &(o, round) in problem.host_away.iter().filter(|away| away.1 < rounds) {
        tables[o as usize][round as usize] = 0;
    }
    tables
}

/// Who is there in each round.
#[must_use]
pub fn present(problem: &Problem, rounds: u32) -> Vec<Vec<bool>> {
    let mut present = vec![vec![true; rounds as usize]; problem.associates.len()];
    for &(a, round) in problem.associate_away.iter().filter(|away| away.1 < rounds) {
        present[a as usize][round as usize] = false;
    }
    present
}

/// Tables of one host in one round are taken in the order of the meetings.
#[must_use]
pub fn seat(meetings: &[(u32, u32)], round: &[u32], hosts: usize, rounds: u32) -> Vec<u32> {
    let mut used = vec![0u32; hosts * rounds as usize];
    meetings
        .iter()
        .zip(round)
        .map(|(&(_, o), &r)| {
            let next = &mut used[o as usize * rounds as usize + r as usize];
            *next += 1;
            *next - 1
        })
        .collect()
}
