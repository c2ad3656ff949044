package io.gimbal.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.feeds.recorded.BadRecordedDataException;
import io.gimbal.feeds.recorded.ChainRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GreeksCheckTest {
    private static final long EXPIRY_NS = TimeUnit.SECONDS.toNanos(1_681_372_800L);
    private static final long DAY_BEFORE_NS = EXPIRY_NS - TimeUnit.DAYS.toNanos(1);
    private static final long ONE = 100_000_000L;
    private static final long ABSENT = ChainRow.ABSENT;

    private final GreeksCheck check = new GreeksCheck();

    @Test
    void shouldCountEveryRowThatCannotBeComparedByItsReason() {
        check.accept(row("BTC", DAY_BEFORE_NS, 30_000 * ONE, ONE / 2, ONE / 2));
        check.accept(row("BTC", EXPIRY_NS, 30_000 * ONE, ONE / 2, ONE / 2));
        check.accept(row("BTC", EXPIRY_NS + 1, 30_000 * ONE, ONE / 2, ONE / 2));
        check.accept(row("BTC", DAY_BEFORE_NS, 0, ONE / 2, ONE / 2));
        check.accept(row("BTC", DAY_BEFORE_NS, ABSENT, ONE / 2, ONE / 2));
        check.accept(row("BTC", DAY_BEFORE_NS, 30_000 * ONE, 0, ONE / 2));
        check.accept(row("BTC", DAY_BEFORE_NS, 30_000 * ONE, ABSENT, ONE / 2));
        check.accept(row("BTC", DAY_BEFORE_NS, 30_000 * ONE, ABSENT, ONE / 2));
        check.accept(row("BTC", DAY_BEFORE_NS, 30_000 * ONE, ONE / 2, ABSENT));

        final GreeksReport report = check.report("chain.csv");

        assertThat(report.rows()).isEqualTo(9);
        assertThat(report.compared()).isEqualTo(1);
        assertThat(report.skipped())
                .containsEntry("expired", 2L)
                .containsEntry("noForward", 2L)
                .containsEntry("noMarkVol", 3L)
                .containsEntry("nothingPublished", 1L)
                .hasSize(4);
    }

    @Test
    void shouldLeaveOutTheGreeksThatTheFileDoesNotPublish() {
        check.accept(row("BTC", DAY_BEFORE_NS, 30_000 * ONE, ONE / 2, ONE / 2));

        final GreeksReport report = check.report("chain.csv");

        assertThat(report.greeks()).containsOnlyKeys("delta");
        assertThat(report.insideWindow().rows()).isZero();
        assertThat(report.insideWindow().delta()).isEqualTo(new GreekErrors(0, 0.0, 0.0, 0.0));
    }

    @Test
    void shouldKeepTheHalfHourBeforeTheExpiryApart() {
        final long windowNs = EXPIRY_NS - TimeUnit.MINUTES.toNanos(30);
        check.accept(row("BTC", windowNs, 60_000 * ONE, ONE / 2, ONE));
        check.accept(row("BTC", windowNs + 1, 60_000 * ONE, ONE / 2, ONE));
        check.accept(row("BTC", EXPIRY_NS - TimeUnit.MINUTES.toNanos(15), 60_000 * ONE, ONE / 2, ONE / 2));

        final GreeksReport report = check.report("chain.csv");

        assertThat(report.greeks()).containsEntry("delta", new GreekErrors(1, 0.0, 0.0, 0.0));
        assertThat(report.insideWindow().rows()).isEqualTo(2);
        assertThat(report.insideWindow().delta().maxAbsError()).isLessThan(1e-12);
        assertThat(report.compared()).isEqualTo(3);
    }

    @Test
    void shouldReportCoinsApartWhenAFileHoldsSeveral() {
        check.accept(row("BTC", DAY_BEFORE_NS, 60_000 * ONE, ONE / 2, ONE));
        check.accept(row("ETH", DAY_BEFORE_NS, 60_000 * ONE, ONE / 2, ONE / 4));

        final GreeksReport report = check.report("chain.csv");

        assertThat(report.byCoin()).containsOnlyKeys("BTC", "ETH");
        assertThat(coin(report, "BTC")).containsEntry("delta", new GreekErrors(1, 0.0, 0.0, 0.0));
        assertThat(coin(report, "ETH")).containsEntry("delta", new GreekErrors(1, 0.75, 0.75, 0.75));
        assertThat(report.greeks()).containsEntry("delta", new GreekErrors(2, 0.75, 0.75, 0.0));
    }

    @Test
    void shouldCompareTheMarkInTheUnitOfTheSettlement() {
        check.accept(marked("BTC-13APR23-30000-C", ONE / 2));
        check.accept(marked("BTC_USDC-13APR23-30000-C", 30_000 * ONE));

        final GreekErrors mark = check.report("chain.csv").greeks().get("mark");

        assertThat(mark).isEqualTo(new GreekErrors(2, 0.0, 0.0, 0.0));
    }

    @Test
    void shouldStartANewSnapshotWhereAnOptionComesAgain() {
        final BookErrors book = new BookErrors();
        book.add(named("A", ONE / 2), 0.5, false);
        book.add(named("B", -ONE / 4), -0.25 + 0.003, false);
        book.add(named("C", ABSENT), 7.0, false);
        book.add(named("B", ONE / 4), 0.25, false);
        book.add(named("A", ONE / 4), 0.25 - 0.001, false);
        book.add(named("A", 0), 0.5, false);
        book.close();

        final GreeksReport.Book report = book.report();

        assertThat(report.snapshots()).as("one without gross delta is left out").isEqualTo(2);
        assertThat(report.maxShareOfGross()).isCloseTo(0.003 / 0.75, within(1e-15));
        assertThat(report.median()).isCloseTo(0.001 / 0.5, within(1e-15));
    }

    @Test
    void shouldTakeEachOptionOnItsOwnSideInTheSecondBook() {
        final BookErrors book = new BookErrors();
        double net = 0;
        double mixed = 0;
        for (int i = 0; i < 100; i++) {
            final double error = 1e-4 * (i % 7 - 3);
            book.add(named("BTC-13APR23-" + i + "-C", ONE / 2), 0.5 + error, false);
            net += error;
            mixed += BookErrors.side("BTC-13APR23-" + i + "-C") * error;
        }
        book.close();

        assertThat(book.report().maxShareOfGross()).isCloseTo(Math.abs(net) / 50, within(1e-15));
        assertThat(book.report().longShort().maxShareOfGross()).isCloseTo(Math.abs(mixed) / 50, within(1e-15));
        assertThat(mixed).isNotCloseTo(net, within(1e-5));
    }

    @Test
    void shouldKeepBooksInsideTheDeliveryWindowApart() {
        final long inWindow = EXPIRY_NS - TimeUnit.MINUTES.toNanos(15);
        check.accept(row("BTC", DAY_BEFORE_NS, 60_000 * ONE, ONE / 2, ONE));
        check.accept(row("BTC", inWindow, 60_000 * ONE, ONE / 2, ONE / 4));

        final GreeksReport.Book book = check.report("chain.csv").book();

        assertThat(book.snapshots()).isEqualTo(1);
        assertThat(book.maxShareOfGross()).isLessThan(1e-12);
        assertThat(book.insideWindow().allLong()).isEqualTo(new BookShares(1, 1.0, 1.0, 1.0));
        assertThat(book.insideWindow().longShort()).isEqualTo(new BookShares(1, 1.0, 1.0, 1.0));
    }

    @Test
    void shouldTakeQuantilesByNearestRankWhateverTheOrder() {
        final List<Integer> ranks = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            ranks.add(i);
        }
        Collections.shuffle(ranks, new Random(7));
        final ErrorSample sample = new ErrorSample();
        ranks.forEach(sample::add);

        assertThat(sample.summary()).isEqualTo(new GreekErrors(10_000, 10_000.0, 9_990.0, 5_000.0));

        sample.add(20_000.0);
        assertThat(sample.summary()).isEqualTo(new GreekErrors(10_001, 20_000.0, 9_991.0, 5_001.0));
    }

    @Test
    void shouldBeReadableAsJson() throws JsonProcessingException {
        check.accept(row("BTC", DAY_BEFORE_NS, 60_000 * ONE, ONE / 2, ONE / 2));

        final JsonNode json =
                new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(check.report("chain.csv")));

        assertThat(json.at("/file").asText()).isEqualTo("chain.csv");
        assertThat(json.at("/greeks/delta/rows").asInt()).isEqualTo(1);
        assertThat(json.at("/greeks/delta/maxAbsError").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(json.at("/greeks/delta/p999").isNumber()).isTrue();
        assertThat(json.at("/greeks/delta/median").isNumber()).isTrue();
        assertThat(json.at("/greeks/gamma").isMissingNode()).isTrue();
        assertThat(json.at("/insideWindow/rows").asInt(-1)).isZero();
        assertThat(json.at("/book/snapshots").asInt(-1)).isEqualTo(1);
        assertThat(json.at("/book/maxShareOfGross").asDouble()).isCloseTo(1.0, within(1e-9));
        assertThat(json.at("/book/longShort/snapshots").asInt(-1)).isEqualTo(1);
        assertThat(json.at("/skipped/expired").asInt(-1)).isZero();
    }

    @Test
    void shouldSayWhichFileWhenThereIsNone(@TempDir final Path folder) {
        assertThatThrownBy(() -> GreeksCheck.check(folder.resolve("absent.csv")))
                .isInstanceOf(BadRecordedDataException.class)
                .hasMessageContaining("absent.csv");
    }

    private static SortedMap<String, GreekErrors> coin(final GreeksReport report, final String coin) {
        return Objects.requireNonNull(report.byCoin().get(coin)).greeks();
    }

    private static ChainRow row(
            final String coin, final long timeNs, final long forward, final long markVol, final long delta) {
        return chainRow(coin + "-13APR23-30000-C", coin, timeNs, forward, markVol, ABSENT, delta);
    }

    private static ChainRow named(final String name, final long delta) {
        return chainRow(name, "BTC", DAY_BEFORE_NS, 60_000 * ONE, ONE / 2, ABSENT, delta);
    }

    private static ChainRow marked(final String name, final long mark) {
        return chainRow(name, "BTC", DAY_BEFORE_NS, 60_000 * ONE, ONE / 2, mark, ABSENT);
    }

    private static ChainRow chainRow(
            final String name,
            final String coin,
            final long timeNs,
            final long forward,
            final long markVol,
            final long mark,
            final long delta) {
        return new ChainRow(
                timeNs,
                name,
                coin,
                EXPIRY_NS,
                30_000 * ONE,
                true,
                "index_price",
                forward,
                forward,
                mark,
                markVol,
                ABSENT,
                ABSENT,
                ABSENT,
                ABSENT,
                delta,
                ABSENT,
                ABSENT,
                ABSENT,
                ABSENT,
                ABSENT);
    }
}
