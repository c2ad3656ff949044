package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.recorded.ChainFile;
import io.gimbal.feeds.recorded.ListedOption;
import io.gimbal.journal.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BookResolverTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long NOW_NS = ns("2023-04-13T00:00:00Z");
    private static final String[] DATES = {"13APR23", "14APR23", "21APR23"};
    private static final long[] EXPIRIES = {
        ns("2023-04-13T08:00:00Z"), ns("2023-04-14T08:00:00Z"), ns("2023-04-21T08:00:00Z")
    };

    private final BookResolver resolver = new BookResolver(false);

    @Test
    void shouldTakeTheNearestStrikesOfTheNearestExpiriesInOrder() {
        final BookSettings book = book(TomlText.desk());

        final List<ResolvedPosition> positions = resolver.resolve(book, NOW_NS, listing());

        assertThat(positions)
                .extracting(ResolvedPosition::instrument)
                .containsExactly(
                        "BTC-14APR23-29000-C",
                        "BTC-14APR23-29000-P",
                        "BTC-14APR23-30000-C",
                        "BTC-14APR23-30000-P",
                        "BTC-14APR23-31000-C",
                        "BTC-14APR23-31000-P",
                        "BTC-21APR23-29000-C",
                        "BTC-21APR23-29000-P",
                        "BTC-21APR23-30000-C",
                        "BTC-21APR23-30000-P",
                        "BTC-21APR23-31000-C",
                        "BTC-21APR23-31000-P");
        assertThat(positions).allSatisfy(position -> {
            assertThat(position.amount()).isEqualTo(-10 * Decimals.ONE);
            assertThat(position.source()).isEqualTo(position.instrument());
            assertThat(position.averagePrice()).isEqualTo(PositionSettings.MARK_AT_START);
        });
    }

    @Test
    void shouldNotDependOnTheOrderOfTheListing() {
        final BookSettings book = book(TomlText.desk());
        final List<ResolvedPosition> expected = resolver.resolve(book, NOW_NS, listing());

        for (int seed = 0; seed < 50; seed++) {
            final List<ListedOption> shuffled = new ArrayList<>(listing());
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(resolver.resolve(book, NOW_NS, shuffled))
                    .as("seed=%d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldPreferTheLowerStrikeAtEqualDistance() {
        final BookSettings book = book(TomlText.desk().replace("strikes = 3", "strikes = 2"));

        assertThat(resolver.resolve(book, NOW_NS, listing()))
                .extracting(ResolvedPosition::instrument)
                .contains("BTC-14APR23-29000-C", "BTC-14APR23-30000-P")
                .doesNotContain("BTC-14APR23-31000-C");
    }

    @Test
    void shouldTakeAnExpiryExactlyAtTheLimitAndPassOverANearerOne() {
        final String text =
                TomlText.desk().replace("expiries = 2", "expiries = 1").replace("min_days = 1.0", "min_days = 0");

        assertThat(firstDate(resolver.resolve(book(text), EXPIRIES[0] - 1, listing())))
                .isEqualTo("13APR23");
        assertThat(firstDate(resolver.resolve(book(text), EXPIRIES[0], listing())))
                .isEqualTo("14APR23");
        final BookSettings oneDay = book(TomlText.desk().replace("expiries = 2", "expiries = 1"));
        assertThat(firstDate(resolver.resolve(oneDay, EXPIRIES[0] - DAY_NS, listing())))
                .isEqualTo("13APR23");
        assertThat(firstDate(resolver.resolve(oneDay, EXPIRIES[0] - DAY_NS + 1, listing())))
                .isEqualTo("14APR23");
    }

    @Test
    void shouldHoldOneLegWhenAskedTo() {
        final BookSettings book = book(TomlText.desk().replace("call_and_put", "put"));

        assertThat(resolver.resolve(book, NOW_NS, listing()))
                .hasSize(6)
                .allSatisfy(position -> assertThat(position.instrument()).endsWith("-P"));
    }

    @Test
    void shouldPassOverAStrikeThatLacksALeg() {
        final List<ListedOption> listed = new ArrayList<>(listing());
        listed.removeIf(option -> option.name().equals("BTC-14APR23-30000-P"));

        assertThat(resolver.resolve(book(TomlText.desk()), NOW_NS, listed))
                .extracting(ResolvedPosition::instrument)
                .doesNotContain("BTC-14APR23-30000-C")
                .contains("BTC-14APR23-28000-C", "BTC-14APR23-28000-P");
    }

    @Test
    void shouldSayWhatTheMarketLacks() {
        assertThatThrownBy(() -> resolver.resolve(
                        book(TomlText.desk().replace("expiries = 2", "expiries = 3")), NOW_NS, listing()))
                .isInstanceOf(UnresolvableBookException.class)
                .hasMessageContaining("book.rule.expiries=3")
                .hasMessageContaining("the market lists 2");
        assertThatThrownBy(() -> resolver.resolve(
                        book(TomlText.desk().replace("strikes = 3", "strikes = 6")), NOW_NS, listing()))
                .isInstanceOf(UnresolvableBookException.class)
                .hasMessageContaining("book.rule.strikes=6")
                .hasMessageContaining("lists 5");
    }

    @Test
    void shouldAddStatedPositionsAfterTheRule() {
        final String text = TomlText.desk()
                + "[[book.position]]\ninstrument = \"BTC-PERPETUAL\"\namount = -50000\naverage_price = 30100.5\n";

        final List<ResolvedPosition> positions = resolver.resolve(book(text), NOW_NS, listing());

        assertThat(positions).hasSize(13);
        assertThat(positions.get(12))
                .isEqualTo(new ResolvedPosition(
                        "BTC-PERPETUAL", "BTC-PERPETUAL", -50_000 * Decimals.ONE, 3_010_050_000_000L));
    }

    @Test
    void shouldRefuseAPositionThatTheRuleChoosesAsWell() {
        final String text = TomlText.desk() + "[[book.position]]\ninstrument = \"BTC-14APR23-30000-C\"\namount = 1\n";

        assertThatThrownBy(() -> resolver.resolve(book(text), NOW_NS, listing()))
                .isInstanceOf(UnresolvableBookException.class)
                .hasMessageContaining("BTC-14APR23-30000-C");
    }

    @Test
    void shouldPriceALinearBookFromItsInverseTwinsOnlyWhenAllowed() {
        final BookSettings linear = book(
                TomlText.desk().replace("\"inverse\"", "\"linear\"").replace("BTC-PERPETUAL", "BTC_USDC-PERPETUAL"));

        assertThat(new BookResolver(true).resolve(linear, NOW_NS, listing()))
                .first()
                .satisfies(position -> {
                    assertThat(position.instrument()).isEqualTo("BTC_USDC-14APR23-29000-C");
                    assertThat(position.source()).isEqualTo("BTC-14APR23-29000-C");
                });
        assertThatThrownBy(() -> resolver.resolve(linear, NOW_NS, listing()))
                .isInstanceOf(UnresolvableBookException.class)
                .hasMessageContaining("the market lists 0");
    }

    @Test
    void shouldResolveTheShippedBtcDeskOnTheRecordedDay() throws IOException {
        final Path file = SharedData.data("deribit-chain-2023/btc_chain_20230413.csv.gz");
        final Map<String, ListedOption> seen = new LinkedHashMap<>();
        ChainFile.forEach(file, row -> {
            if (row.timeNs() < NOW_NS + 330_000_000_000L) {
                seen.putIfAbsent(
                        row.instrumentName(),
                        new ListedOption(
                                row.instrumentName(),
                                row.coin(),
                                row.expiryNs(),
                                row.strike(),
                                row.isCall(),
                                row.underlyingPrice(),
                                row.markVol()));
            }
        });
        final BookSettings desk = ConfigurationReader.read(Path.of("..", "config", "desks", "btc-straddles.toml"))
                .books()
                .get(0);

        final List<ResolvedPosition> positions = resolver.resolve(desk, NOW_NS, List.copyOf(seen.values()));

        assertThat(positions).hasSize(60);
        final TreeSet<String> dates = new TreeSet<>();
        positions.forEach(position -> dates.add(date(position)));
        assertThat(dates).containsExactlyInAnyOrder("14APR23", "21APR23", "28APR23", "26MAY23", "30JUN23");
        assertThat(positions)
                .extracting(ResolvedPosition::instrument)
                .contains("BTC-14APR23-29250-C", "BTC-14APR23-30500-P", "BTC-30JUN23-33000-C");
    }

    private static List<ListedOption> listing() {
        final List<ListedOption> listed = new ArrayList<>();
        for (int expiry = 0; expiry < DATES.length; expiry++) {
            for (int strike = 28_000; strike <= 32_000; strike += 1_000) {
                for (final String leg : new String[] {"C", "P"}) {
                    listed.add(new ListedOption(
                            "BTC-" + DATES[expiry] + '-' + strike + '-' + leg,
                            "BTC",
                            EXPIRIES[expiry],
                            strike * Decimals.ONE,
                            "C".equals(leg),
                            30_000 * Decimals.ONE,
                            Decimals.ONE / 2));
                }
            }
        }
        return listed;
    }

    private static BookSettings book(final String text) {
        return ConfigurationReader.read("desk.toml", text).books().get(0);
    }

    private static String firstDate(final List<ResolvedPosition> positions) {
        return date(positions.get(0));
    }

    private static String date(final ResolvedPosition position) {
        return position.instrument().split("-", -1)[1];
    }

    private static long ns(final String instant) {
        return Instant.parse(instant).toEpochMilli() * 1_000_000L;
    }
}
