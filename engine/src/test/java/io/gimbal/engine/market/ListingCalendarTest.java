package io.gimbal.engine.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.codec.InstrumentKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is listed at 08:00 UTC, day by day. */
class ListingCalendarTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400L * SECOND;
    private static final long START = nanos("2026-03-02T09:00:00Z");
    private static final CoinMarket MARKET =
            CoinMarket.btc().expiring(List.of(1, 2, 7)).listing(3);

    private final List<InstrumentSpec> listed =
            new ArrayList<>(MarketListing.specs(List.of(MARKET), START, VenueProfile.deribit()));

    @Test
    void shouldListTheDayThatFollowsTheOneThatWent() {
        assertThat(names(listed))
                .contains("BTC-3MAR26", "BTC-4MAR26", "BTC-9MAR26")
                .hasSize(1 + 3 + 3 * 6);

        final List<InstrumentSpec> added = pass("2026-03-03T08:00:00Z", 90_000);

        assertThat(names(added))
                .containsExactly(
                        "BTC-5MAR26",
                        "BTC-5MAR26-89000-C",
                        "BTC-5MAR26-89000-P",
                        "BTC-5MAR26-90000-C",
                        "BTC-5MAR26-90000-P",
                        "BTC-5MAR26-91000-C",
                        "BTC-5MAR26-91000-P");
        assertThat(added).allMatch(spec -> spec.expiryNs() == nanos("2026-03-05T08:00:00Z"));
        assertThat(added)
                .extracting(InstrumentSpec::instrumentId)
                .containsExactlyElementsOf(IntStream.range(22, 29).boxed().toList());
        assertThat(pass("2026-03-03T08:00:01Z", 90_000)).as("once").isEmpty();
    }

    @Test
    void shouldKeepAnExpiryOfEveryTermForAMonth() {
        for (int day = 1; day <= 31; day++) {
            final long nowNs = nanos("2026-03-02T08:00:00Z") + day * DAY;
            listed.addAll(calendar().missing(nowNs, 90_000, listed, listed.size()));
            final List<Long> left = listed.stream()
                    .filter(spec -> spec.kind() == InstrumentKind.FUTURE && spec.expiryNs() > nowNs)
                    .map(spec -> (spec.expiryNs() - nowNs) / DAY)
                    .sorted()
                    .toList();

            assertThat(left).as("day %d", day).startsWith(1L, 2L).hasSize(3);
            assertThat(left.get(2)).as("day %d", day).isBetween(3L, 7L);
        }
        assertThat(names(listed)).doesNotHaveDuplicates();
        assertThat(names(listed)).as("weeklies follow each other").contains("BTC-9MAR26", "BTC-14MAR26", "BTC-19MAR26");
    }

    @Test
    void shouldListTheStrikesAroundTheMoneyWhereTheIndexHasGone() {
        final List<InstrumentSpec> added = pass("2026-03-03T08:00:00Z", 92_000);

        assertThat(names(added))
                .contains("BTC-4MAR26-92000-C", "BTC-4MAR26-93000-P", "BTC-9MAR26-93000-C", "BTC-5MAR26-91000-C")
                .doesNotContain("BTC-4MAR26-91000-C", "BTC-5MAR26-90000-C")
                .noneMatch(name -> name.startsWith("BTC-3MAR26"));
    }

    @Test
    void shouldListBothStylesUnderTheirOwnUnderlyings() {
        final CoinMarket both = MARKET.quotedIn(List.of("USD", "USDC"));
        final List<InstrumentSpec> specs = MarketListing.specs(List.of(both), START, VenueProfile.deribit());

        final List<InstrumentSpec> added = new ListingCalendar(both, VenueProfile.deribit())
                .missing(nanos("2026-03-03T08:00:00Z"), 90_000, specs, specs.size());

        assertThat(added).hasSize(2 * 7);
        assertThat(added).filteredOn(spec -> spec.name().startsWith("BTC-")).allMatch(spec -> spec.underlyingId() == 0);
        assertThat(added)
                .filteredOn(spec -> spec.name().startsWith("BTC_USDC-"))
                .hasSize(7)
                .allMatch(spec -> spec.underlyingId() == 1);
    }

    private List<InstrumentSpec> pass(final String time, final double spot) {
        final List<InstrumentSpec> added = calendar().missing(nanos(time), spot, listed, listed.size());
        listed.addAll(added);
        return added;
    }

    private static ListingCalendar calendar() {
        return new ListingCalendar(MARKET, VenueProfile.deribit());
    }

    private static List<String> names(final List<InstrumentSpec> specs) {
        return specs.stream().map(InstrumentSpec::name).toList();
    }

    private static long nanos(final String instant) {
        return Instant.parse(instant).getEpochSecond() * SECOND;
    }
}
