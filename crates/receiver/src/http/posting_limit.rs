//! How often one address may post. It knows addresses and moments, forgets each after minutes, and refuses by itself nothing.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::HeaderMap;
use governor::clock::{Clock, DefaultClock, Reference};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::num::NonZeroU32;

use super::client::{self, TrustedProxy};

/// So many posts may come at once: 200 people behind one address with scripts off, each of whom sees everything before
/// sending it. nginx is told the same.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(400).expect("it is not zero");

/// So many more each second. A script that posts 10 a second has used up everything after 50 seconds.
const EACH_SECOND: NonZeroU32 = NonZeroU32::new(2).expect("it is not zero");

/// So many addresses are counted, in about 10 MB. Beyond that, those that are forgotten already make room; where there are
/// more, somebody has a whole network to post from, and no count by address would stop them.
const ADDRESSES: usize = 100_000;

/// Looking through all of them takes milliseconds, which not every post is to cost.
const PAUSE: Duration = Duration::from_secs(10);

/// Counts posts by the address that they come from.
#[derive(Debug)]
pub struct PostingLimit<C: Clock = DefaultClock> {
    proxies: Vec<TrustedProxy>,
    posts: RateLimiter<IpAddr, HashMapStateStore<IpAddr>, C, NoOpMiddleware<C::Instant>>,
    cleared: Mutex<Option<C::Instant>>,
}

impl PostingLimit {
    /// A limit that has counted nothing. What these proxies say of their clients is believed.
    pub fn new(proxies: Vec<TrustedProxy>) -> Self {
        Self { proxies, posts: RateLimiter::hashmap(quota()), cleared: Mutex::default() }
    }
}

fn quota() -> Quota {
    Quota::per_second(EACH_SECOND).allow_burst(AT_ONCE)
}

impl<C: Clock> PostingLimit<C> {
    /// Counts a post, and tells whether it is one too many. Of whom nothing is known, nothing is counted: all of them would
    /// be one.
    pub fn is_over(&self, peer: SocketAddr, headers: &HeaderMap) -> bool {
        client::address(peer, headers, &self.proxies).is_some_and(|client| self.is_over_for(client))
    }

    fn is_over_for(&self, client: IpAddr) -> bool {
        if self.posts.len() >= ADDRESSES {
            self.forget();
        }
        self.posts.len() < ADDRESSES && self.posts.check_key(&client).is_err()
    }

    /// Forgets whoever has not posted for minutes.
    fn forget(&self) {
        let now = self.posts.clock().now();
        let mut cleared = self.cleared.lock().unwrap_or_else(PoisonError::into_inner);
        if cleared.is_none_or(|before| now.duration_since(before) >= PAUSE.into()) {
            *cleared = Some(now);
            self.posts.retain_recent();
        }
    }
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;

    use super::*;

    fn limit() -> (FakeRelativeClock, PostingLimit<FakeRelativeClock>) {
        let clock = FakeRelativeClock::default();
        let posts = RateLimiter::hashmap_with_clock(quota(), clock.clone());
        (clock, PostingLimit { proxies: Vec::new(), posts, cleared: Mutex::default() })
    }

    fn address(number: u32) -> IpAddr {
        IpAddr::from(number.to_be_bytes())
    }

    #[test]
    fn two_hundred_people_behind_one_address_send_at_once_each_with_two_posts() {
        let (_, limit) = limit();
        assert!((0..2 * 200).all(|_| !limit.is_over_for(address(1))));
    }

    #[test]
    fn two_hundred_people_behind_one_address_send_within_ten_minutes_after_others_had_used_it_up() {
        let (clock, limit) = limit();
        while !limit.is_over_for(address(1)) {}
        for _ in 0..200 {
            clock.advance(Duration::from_secs(3));
            assert!(!limit.is_over_for(address(1)) && !limit.is_over_for(address(1)));
        }
    }

    #[test]
    fn a_script_that_posts_ten_a_second_is_held_within_a_minute_to_two_a_second_and_nobody_else_is() {
        let (clock, limit) = limit();
        let mut taken = 0;
        for _ in 0..600 {
            clock.advance(Duration::from_millis(100));
            taken += u32::from(!limit.is_over_for(address(1)));
        }
        assert!((510..=530).contains(&taken), "{taken} of 600");
        assert!(limit.is_over_for(address(1)) && !limit.is_over_for(address(2)));
    }

    #[test]
    fn no_more_addresses_are_remembered_than_there_is_room_for_and_each_is_forgotten_after_minutes() {
        let (clock, limit) = limit();
        for number in 0..200_000 {
            assert!(!limit.is_over_for(address(number)));
        }
        assert_eq!(limit.posts.len(), ADDRESSES);
        clock.advance(Duration::from_secs(300));
        assert!(!limit.is_over_for(address(7)));
        assert!(limit.posts.len() < 10, "{}", limit.posts.len());
    }
}
