//! Deployments against a storage in memory: all orders of operations, killed at every moment.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use proptest::prelude::*;

use super::content_id::ContentId;
use super::lock::LOCK;
use super::manifest::{MANIFEST, TargetManifest, kept_name};
use super::memory::{Gate, MemoryStorage, World, WorldClock};
use super::object::{Object, Source, Wanted};
use super::session::{Aim, Deployed, Session, SessionOptions};
use super::storage::DeployError;
use crate::artefacts::Digest;

const DAY: u64 = 24 * 60 * 60;

/// Paths and contents of a site's files.
type Site = BTreeMap<String, String>;

/// A site of pages that load versioned files, with a file that changes in place and a list of the pages.
fn sites() -> impl Strategy<Value = Site> {
    let assets = prop::collection::btree_set((0..4_u8, prop::bool::ANY), 0..4);
    let pages = prop::collection::btree_map(0..4_u8, assets, 0..4);
    (pages, 0..3_u8).prop_map(|(pages, number)| {
        let mut site = Site::new();
        site.insert("names.txt".to_owned(), format!("{number}"));
        let mut list = String::new();
        for (page, assets) in pages {
            let names = assets.iter().map(|(number, is_style)| match is_style {
                true => format!("a{number}.css"),
                false => format!("a{number}.jpg"),
            });
            let names: Vec<String> = names.collect();
            for name in &names {
                site.insert(name.clone(), name.clone());
            }
            let path = format!("p{page}.html");
            list.push_str(&format!("{path}\n"));
            site.insert(path, names.join("\n"));
        }
        site.insert("sitemap.xml".to_owned(), list);
        site
    })
}

fn wanted(site: &Site) -> Wanted {
    let object = |(path, text): (&String, &String)| {
        let id = ContentId::of(Digest::of(text.as_bytes()));
        let mut object = Object::kept(path, id, text.len() as u64);
        object.source = Source::Bytes(text.as_bytes().into());
        (path.clone(), object)
    };
    site.iter().map(object).collect()
}

type Running<'r> = Pin<Box<dyn Future<Output = Result<Option<Deployed>, DeployError>> + 'r>>;

/// What one deployment is about.
#[derive(Debug, Clone)]
struct Deployment {
    /// `None` to go back.
    site: Option<Site>,
    id: String,
    ended: Option<String>,
    take_over: bool,
    now: u64,
    cached: Option<(TargetManifest, String)>,
}

/// Carries one deployment out, with the operations in the order that `choices` say. Returns `None` if it was killed after so many of
/// them.
fn deploy(
    world: &Rc<World>,
    deployment: &Deployment,
    ticks: bool,
    kill: Option<usize>,
    choices: &mut impl Iterator<Item = usize>,
) -> Option<Result<Deployed, DeployError>> {
    let gate = Rc::<Gate>::default();
    let storage = MemoryStorage { world: Rc::clone(world), gate: Rc::clone(&gate) };
    let clock = WorldClock { world: Rc::clone(world), gate: ticks.then(|| Rc::clone(&gate)) };
    let mut running = begin(&storage, &clock, deployment);
    let mut context = Context::from_waker(Waker::noop());
    let mut count = 0;
    loop {
        if let Poll::Ready(result) = running.as_mut().poll(&mut context) {
            return Some(result.map(|deployed| deployed.expect("it is approved")));
        }
        if kill == Some(count) {
            return None;
        }
        count += 1;
        // No operation waits for ever, whatever the choices are.
        let choice = choices.next().unwrap_or(0) + count / 5;
        assert!(gate.grant(choice), "a deployment waits for nothing else");
    }
}

fn begin<'r>(storage: &'r MemoryStorage, clock: &'r WorldClock, deployment: &'r Deployment) -> Running<'r> {
    Box::pin(async move {
        let options = SessionOptions {
            parallel: 3,
            keep_assets: 7 * DAY,
            now: deployment.now,
            id: deployment.id.clone(),
            ended: deployment.ended.clone(),
            take_over: deployment.take_over,
            is_dry: false,
            cached: deployment.cached.clone(),
            begins: &|| {},
            sent: &|_| {},
        };
        let session = Session::new(storage, clock, options);
        let files = deployment.site.as_ref().map(wanted);
        let aim = files.as_ref().map_or(Aim::Previous, Aim::Wanted);
        session.run(aim, &mut |_| true).await
    })
}

fn manifest(world: &World) -> Option<TargetManifest> {
    let bytes = world.files.borrow().get(MANIFEST)?.0.clone();
    Some(TargetManifest::parse(&bytes).expect("it is whole at any moment"))
}

fn is_interrupted(world: &World) -> bool {
    let lock = world.files.borrow().get(LOCK).map(|(_, version)| version.to_string());
    match manifest(world) {
        Some(manifest) => !manifest.complete || manifest.lock != lock,
        None => lock.is_some(),
    }
}

/// What stands at a target after a deployment of a site: that site, and files that it has dropped some time ago.
fn assert_is(world: &World, site: &Site) {
    let manifest = manifest(world).expect("there was a deployment");
    let mut files = world.site();
    for (path, retired) in &manifest.retired {
        let is_there = files.remove(path).is_some();
        assert!(is_there || retired.id.is_none(), "{path} is retired, and still there");
        assert!(!site.contains_key(path), "{path} is wanted");
        assert!(!path.ends_with(".html") && !path.ends_with(".xml"), "{path} is nothing that a page loads");
    }
    assert_eq!(&files, site);
    let kept: BTreeSet<String> =
        world.files.borrow().keys().filter(|name| name.starts_with(".sapar/kept/")).cloned().collect();
    let listed: BTreeSet<String> = manifest.kept.keys().map(|id| kept_name(*id)).collect();
    assert_eq!(kept, listed, "no copy is lost or forgotten");
    assert_eq!(*world.violations.borrow(), Vec::<String>::new());
}

fn deployment(number: usize, site: Option<Site>, world: &World) -> Deployment {
    Deployment {
        site,
        id: format!("deployment {number}"),
        ended: None,
        take_over: false,
        now: world.now.get(),
        cached: None,
    }
}

fn choices() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..6_usize, 0..300)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    /// One after another, most of them killed: what a reader sees is always whole, and every deployment that ends has brought the
    /// target to exactly what was wanted, or back to exactly what there was.
    #[test]
    fn a_killed_deployment_is_completed_by_the_next(
        runs in prop::collection::vec(
            (prop::option::weighted(0.75, sites()), prop::option::weighted(0.5, 0..60_usize), 0..5_u64),
            1..8,
        ),
        ticks in prop::bool::ANY,
        order in choices(),
    ) {
        let world = Rc::<World>::default();
        world.now.set(20_000 * DAY);
        let mut order = order.into_iter().cycle();
        let (mut current, mut previous): (Option<Site>, Option<Site>) = (None, None);
        for (number, (site, kill, days)) in runs.into_iter().enumerate() {
            // The lease of a killed deployment is over.
            world.now.set(world.now.get() + days * DAY + 3600);
            let was_interrupted = is_interrupted(&world);
            let generation = manifest(&world).map_or(0, |manifest| manifest.generation);
            let deployment = deployment(number, site.clone(), &world);
            // Whatever is killed, at most a few hundred operations are needed.
            let result = deploy(&world, &deployment, ticks, kill, &mut order);
            prop_assert_eq!(&*world.violations.borrow(), &Vec::<String>::new());
            let aim = match (&site, was_interrupted) {
                (Some(site), _) => Some(site.clone()),
                (None, true) => current.clone(),
                (None, false) => previous.clone(),
            };
            let has_ended = match &result {
                Some(Ok(_)) => true,
                Some(Err(error)) => {
                    prop_assert_eq!(error, &DeployError::NoPrevious);
                    prop_assert!(aim.is_none());
                    false
                }
                // The last operation may have been carried out before the process was killed.
                None => {
                    let ended = manifest(&world).is_some_and(|it| it.generation > generation && it.complete);
                    ended && !is_interrupted(&world)
                }
            };
            if has_ended {
                let aim = aim.expect("there was something to deploy");
                assert_is(&world, &aim);
                let changes = manifest(&world).map_or(0, |manifest| manifest.generation) > generation;
                if changes {
                    previous = current.replace(aim);
                }
            }
        }
        let last = Site::from([("p0.html".to_owned(), String::new())]);
        world.now.set(world.now.get() + 3600);
        let deployment = deployment(99, Some(last.clone()), &world);
        let done = deploy(&world, &deployment, false, None, &mut order);
        prop_assert!(matches!(done, Some(Ok(_))), "{:?}", done);
        assert_is(&world, &last);
    }

    /// Two at one time, in every order: at most one of them changes anything until it has ended.
    #[test]
    fn two_deployments_do_not_interleave(
        first in sites(),
        sites in (sites(), sites()),
        is_killed in prop::bool::ANY,
        killed_after in 0..40_usize,
        order in prop::collection::vec((prop::bool::ANY, 0..6_usize), 50..400),
    ) {
        let world = Rc::<World>::default();
        world.now.set(20_000 * DAY);
        let mut nothing = std::iter::repeat(0);
        // What both of them find: a target that is complete, or one at which a deployment was killed long ago.
        let before = deployment(0, Some(first.clone()), &world);
        let result = deploy(&world, &before, false, is_killed.then_some(killed_after), &mut nothing);
        prop_assert!(is_killed || matches!(result, Some(Ok(_))));
        world.now.set(world.now.get() + DAY);
        let gates = [Rc::<Gate>::default(), Rc::<Gate>::default()];
        let storages = gates.clone().map(|gate| MemoryStorage { world: Rc::clone(&world), gate });
        let clock = WorldClock { world: Rc::clone(&world), gate: None };
        let both = [deployment(1, Some(sites.0.clone()), &world), deployment(2, Some(sites.1.clone()), &world)];
        let mut running: Vec<Option<Running<'_>>> =
            (0..2).map(|index| Some(begin(&storages[index], &clock, &both[index]))).collect();
        let mut ended: Vec<Option<Result<Option<Deployed>, DeployError>>> = vec![None, None];
        let mut context = Context::from_waker(Waker::noop());
        for (is_second, choice) in order.into_iter().chain(std::iter::repeat_n((false, 0), 2000)) {
            let mut index = usize::from(is_second);
            if running[index].is_none() {
                index = 1 - index;
            }
            let Some(future) = &mut running[index] else { break };
            if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
                running[index] = None;
                if result.is_ok() {
                    let site = if index == 0 { &sites.0 } else { &sites.1 };
                    assert_is(&world, site);
                }
                ended[index] = Some(result);
                continue;
            }
            prop_assert!(gates[index].grant(choice));
        }
        drop(running);
        prop_assert_eq!(&*world.violations.borrow(), &Vec::<String>::new());
        let results: Vec<_> = ended.into_iter().map(|result| result.expect("both have ended")).collect();
        prop_assert!(results.iter().any(Result::is_ok), "{:?}", results);
        for error in results.iter().filter_map(|result| result.as_ref().err()) {
            let is_kept_away = matches!(error, DeployError::Locked { .. } | DeployError::LockLost);
            prop_assert!(is_kept_away, "{:?}", error);
        }
    }
}

#[test]
fn one_changed_page_of_a_large_site_takes_five_requests_at_most() {
    let world = Rc::<World>::default();
    world.now.set(20_000 * DAY);
    let page = |number: usize| format!("page {number}");
    let mut site: Site = (0..40_000).map(|number| (format!("{number}/index.html"), String::new())).collect();
    site.insert("start.txt".to_owned(), page(0));
    let mut order = std::iter::repeat(0);
    let first = deploy(&world, &deployment(0, Some(site.clone()), &world), false, None, &mut order);
    let Some(Ok(mut last)) = first else { panic!("it is the first") };
    // Weeks of it: also what has stayed for long enough is removed.
    for number in 1..9 {
        world.now.set(world.now.get() + 3 * DAY);
        site.insert("start.txt".to_owned(), page(number));
        let mut next = deployment(number, Some(site.clone()), &world);
        for is_remembered in [true, false] {
            next.cached = is_remembered.then(|| last.manifest.clone());
            if !is_remembered {
                site.insert("start.txt".to_owned(), format!("again {number}"));
                next.site = Some(site.clone());
                next.id.push('b');
            }
            let before = world.operations.get();
            let done = deploy(&world, &next, false, None, &mut order).expect("it is not killed");
            let operations = world.operations.get() - before;
            last = done.expect("nobody else is there");
            // Several files are removed by one request.
            let removed = last.plan.due.len().saturating_sub(1);
            let limit = if last.plan.due.is_empty() || is_remembered { 5 } else { 6 };
            assert!(operations - removed <= limit, "{operations} at {number}, {}", last.plan.due.len());
        }
    }
    assert_is(&world, &site);
    let copies = last.manifest.0.kept.len();
    assert!(copies < 12, "{copies} copies stay");
}

#[test]
fn a_file_that_pages_load_stays_for_a_week_after_the_site_has_dropped_it() {
    let world = Rc::<World>::default();
    world.now.set(20_000 * DAY);
    let mut order = std::iter::repeat(0);
    let with = Site::from([("p.html".to_owned(), "a.css".to_owned()), ("a.css".to_owned(), "a".to_owned())]);
    let without = Site::from([("p.html".to_owned(), String::new())]);
    let number = Cell::new(0);
    let mut on_day = |day: u64, site: &Site| {
        world.now.set((20_000 + day) * DAY);
        number.set(number.get() + 1);
        let one = deployment(number.get(), Some(site.clone()), &world);
        deploy(&world, &one, false, None, &mut order).expect("not killed").expect("it ends");
        world.site().contains_key("a.css")
    };
    assert!(on_day(0, &with));
    assert!(on_day(1, &without));
    assert!(on_day(7, &without), "it was dropped six days ago");
    assert!(!on_day(8, &without));
    assert!(on_day(9, &with), "it is sent again");
    assert!(on_day(10, &without));
    assert!(on_day(11, &with), "it was still there");
    assert!(on_day(30, &with), "and is no longer one that was dropped");
}

#[test]
fn another_deployment_is_waited_for_until_its_time_is_over() {
    let world = Rc::<World>::default();
    world.now.set(20_000 * DAY);
    let mut order = std::iter::repeat(0);
    let site = Site::from([("p.html".to_owned(), String::new())]);
    // Killed after it has taken the lock.
    assert!(deploy(&world, &deployment(0, Some(site.clone()), &world), false, Some(4), &mut order).is_none());
    assert!(is_interrupted(&world));
    let began = world.now.get();
    world.now.set(began + 599);
    let second = deployment(1, Some(site.clone()), &world);
    let kept_away = deploy(&world, &second, false, None, &mut order);
    assert_eq!(kept_away, Some(Err(DeployError::Locked { since: began, renewed: began })));
    // Whoever knows that it has ended, or does not care, need not wait.
    for change in [
        |deployment: &mut Deployment| deployment.ended = Some("deployment 0".to_owned()),
        |deployment: &mut Deployment| deployment.take_over = true,
        |deployment: &mut Deployment| deployment.now += 1,
    ] {
        let files = world.files.borrow().clone();
        let mut next = deployment(2, Some(site.clone()), &world);
        change(&mut next);
        world.now.set(next.now.max(world.now.get()));
        let done = deploy(&world, &next, false, None, &mut order).expect("not killed").expect("it ends");
        assert_eq!(done.taken_over.map(|taken| taken.since), Some(began));
        assert_is(&world, &site);
        *world.files.borrow_mut() = files;
    }
}
