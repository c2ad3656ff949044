package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb on a chain made of a known smile: volatility 0.6 at the forward, 0.6 - 0.1 k at other strikes. */
class SurfaceVerbTest {
    private static final long FIRST_PASS_MS =
            Instant.parse("2026-01-15T04:00:00Z").toEpochMilli();
    private static final long SECOND_PASS_MS = FIRST_PASS_MS + 300_000L;
    private static final double FORWARD = 90_000.0;
    private static final double HALF_SPREAD = 0.0005;

    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @TempDir
    private Path folder = Path.of("");

    private Path chain = Path.of("");

    @BeforeEach
    void writeChain() throws IOException {
        chain = folder.resolve("chain.csv");
        final StringBuilder rows = new StringBuilder("timestamp,instrument_name,underlying_index,underlying_price,"
                + "index_price,mark_price,mark_iv,best_bid_price,best_bid_amount,best_ask_price,best_ask_amount,delta,"
                + "gamma,vega,theta,rho,open_interest\n");
        pass(rows, FIRST_PASS_MS, 0.6, 1);
        pass(rows, SECOND_PASS_MS, 0.7, 1);
        pass(rows, SECOND_PASS_MS + 300_000L, 0.9, 2);
        Files.writeString(chain, rows);
    }

    @Test
    void shouldFitTheLastCompletePassAndSayHowWell() throws IOException {
        assertThat(run("--json")).isEqualTo(ExitCode.OK);

        final JsonNode report = new ObjectMapper().readTree(captured.out());
        assertThat(report.get("toMs").asLong()).isBetween(SECOND_PASS_MS, SECOND_PASS_MS + 299_999L);
        assertThat(report.get("freeOfArbitrage").asBoolean()).isTrue();
        final JsonNode coin = report.get("coins").get(0);
        assertThat(coin.get("coin").asText()).isEqualTo("BTC");
        assertThat(coin.get("expiries")).hasSize(2);
        final JsonNode expiry = coin.get("expiries").get(0);
        assertThat(expiry.get("expiry").asText()).isEqualTo("2026-01-30T08:00:00Z");
        assertThat(expiry.get("forward").get("source").asText()).isEqualTo("parity");
        assertThat(expiry.get("forward").get("used").asDouble()).isCloseTo(FORWARD, within(0.01));
        assertThat(expiry.get("forward").get("discountParity").asDouble()).isCloseTo(1.0, within(1e-6));
        assertThat(expiry.get("slice").get("status").asText()).isEqualTo("SVI");
        assertThat(expiry.get("slice").get("atmVol").asDouble()).isCloseTo(0.7, within(0.002));
        assertThat(expiry.get("slice").get("atmSkew").asDouble()).isCloseTo(-0.1, within(0.02));
        assertThat(expiry.get("slice").get("fit").get("shareInside").asDouble()).isEqualTo(1.0);
        assertThat(expiry.get("slice").get("fit").get("micros").asDouble()).isPositive();
        assertThat(captured.out().lines()).hasSize(1);
    }

    @Test
    void shouldSeeOnlyWhatWasKnownAtAnInstant() throws IOException {
        assertThat(run("--json", "--at", "2026-01-15T04:03:00Z")).isEqualTo(ExitCode.OK);

        final JsonNode report = new ObjectMapper().readTree(captured.out());
        final JsonNode slice = report.get("coins").get(0).get("expiries").get(0).get("slice");
        assertThat(slice.get("atmVol").asDouble()).isCloseTo(0.6, within(0.002));
    }

    @Test
    void shouldPrintATableForPeople() {
        assertThat(run()).isEqualTo(ExitCode.OK);

        assertThat(captured.out())
                .contains("2026-01-30T08:00:00Z", "2026-02-27T08:00:00Z", "no butterfly, no calendar spread");
        assertThat(captured.err()).isEmpty();
    }

    @Test
    void shouldDrawEverySmileAndQuote() throws IOException {
        final Path picture = folder.resolve("smiles.svg");

        assertThat(run("--svg", picture.toString())).isEqualTo(ExitCode.OK);

        final String svg = Files.readString(picture);
        assertThat(svg).startsWith("<svg xmlns=").endsWith("</svg>\n");
        assertThat(svg.split("<polyline", -1)).hasSize(3);
        assertThat(svg.split("<line class=\"quote\"", -1).length).isGreaterThan(30);
        assertThat(svg).doesNotContain("NaN", "Infinity");
    }

    @Test
    void shouldSayWhatIsWrong() throws IOException {
        assertThat(run("--at", "yesterday")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--at", "2020-01-01T00:00:00Z")).isEqualTo(ExitCode.BAD_DATA);
        assertThat(tool.run("surface", folder.resolve("none.csv").toString())).isEqualTo(ExitCode.BAD_DATA);
        assertThat(tool.run("surface")).isEqualTo(ExitCode.USAGE);
        Files.writeString(chain, "a,b\n1,2\n");
        assertThat(run()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(captured.err()).contains("no instant: --at yesterday", "no row up to 2020-01-01T00:00:00Z");
    }

    @Test
    void shouldPutTheDeltasOfEveryRegimeBesideEachOther() throws IOException {
        assertThat(run("--json", "--deltas", "--ssr", "0", "--mv-calls", "-0.2,0.3,-0.4"))
                .isEqualTo(ExitCode.OK);

        final JsonNode deltas = new ObjectMapper().readTree(captured.out()).get("deltas");
        assertThat(deltas.get("stickiness").asDouble()).isZero();
        assertThat(deltas.get("expiries")).hasSize(2);
        final JsonNode expiry = deltas.get("expiries").get(0);
        assertThat(expiry.get("options")).hasSize(38);
        final JsonNode option = expiry.get("options").get(16);
        assertThat(option.get("instrument").asText()).isEqualTo("BTC-30JAN26-90000-C");
        final JsonNode delta = option.get("delta");
        assertThat(delta.get("skewStickiness").asDouble())
                .isEqualTo(delta.get("stickyMoneyness").asDouble());
        final double vega = 100.0 * option.get("vegaPerVolPoint").asDouble();
        final double black = delta.get("stickyStrike").asDouble();
        assertThat(delta.get("stickyMoneyness").asDouble()).isCloseTo(black + 0.1 * vega / FORWARD, within(0.001));
        final double extra =
                vega / (FORWARD * Math.sqrt(option.get("timeToExpiryYears").asDouble()));
        assertThat(delta.get("minimumVariance").asDouble())
                .isCloseTo(black + extra * (-0.2 + 0.3 * black - 0.4 * black * black), within(1e-9));
        assertThat(delta.get("venue").asDouble()).isZero();
        assertThat(delta.get("averagedSettlement").asDouble())
                .as("days before the window the average is the settlement")
                .isCloseTo(black, within(2e-3));
        assertThat(option.get("coinDelta").get("stickyStrike").asDouble())
                .isCloseTo(black - option.get("premiumCoin").asDouble(), within(1e-12));
        assertThat(captured.out()).doesNotContain("NaN", "\"minimumVariance\":null");
    }

    @Test
    void shouldPrintTheDeltasForPeopleAndLeaveOutWhatIsNotKnown() {
        assertThat(run("--deltas")).isEqualTo(ExitCode.OK);

        assertThat(captured.out())
                .contains("BTC 2026-01-30T08:00:00Z   R = 1.0", "one coin of each", "BTC-27FEB26-66000-P");
        assertThat(captured.out().lines().filter(line -> line.contains("BTC-30JAN26-90000-C")))
                .singleElement()
                .asString()
                .contains(" - ");
    }

    @Test
    void shouldSayThatHistoryIsTooShortAndTakeBlacksDelta() throws IOException {
        final String history = folder.resolve("history.csv").toString();
        Files.writeString(
                Path.of(history),
                Files.readString(chain)
                        .replaceAll("(?m)^(" + FIRST_PASS_MS / 100_000L + ".*?,)90000.00", "$189500.00"));

        assertThat(run("--json", "--deltas", "--horizon", "5m", "--history", history))
                .isEqualTo(ExitCode.OK);

        final JsonNode report = new ObjectMapper().readTree(captured.out());
        final JsonNode learnt = report.get("minimumVariance");
        final JsonNode calls = learnt.get("coins").get(0).get("calls");
        assertThat(learnt.get("horizonSeconds").asDouble()).isEqualTo(300.0);
        assertThat(calls.get("enough").asBoolean()).isFalse();
        assertThat(calls.get("moves").asInt()).isEqualTo(1);
        assertThat(calls.get("a").asDouble()).isZero();
        final JsonNode delta = report.get("deltas")
                .get("expiries")
                .get(0)
                .get("options")
                .get(16)
                .get("delta");
        assertThat(delta.get("minimumVariance").asDouble())
                .isEqualTo(delta.get("stickyStrike").asDouble());
        captured.reset();
        assertThat(run("--horizon", "5m", "--history", history)).isEqualTo(ExitCode.OK);
        assertThat(captured.out()).contains("history too short: coefficients 0");
    }

    @Test
    void shouldSayThatAHistoryInWhichNothingMovedTeachesNothing() {
        assertThat(run("--horizon", "5m", "--history", chain.toString())).isEqualTo(ExitCode.OK);

        assertThat(captured.out()).contains("no interval is in the history: all coefficients are 0");
    }

    @Test
    void shouldRefuseDeltasThatCannotBeMeant() {
        assertThat(run("--deltas", "--ssr", "NaN")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--deltas", "--mv-calls", "1,2")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--deltas", "--horizon", "1w")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--deltas", "--horizon", "366d")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--mv-puts", "1,2,3", "--history", chain.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(run("--history", folder.resolve("none.csv").toString())).isEqualTo(ExitCode.BAD_DATA);
        assertThat(run("--journal", folder.toString())).isEqualTo(ExitCode.BAD_DATA);
        assertThat(captured.err()).contains("no time from 1s to 365d: --horizon 1w", "three numbers", "not both");
    }

    private int run(final String... options) {
        final String[] arguments = new String[options.length + 2];
        arguments[0] = "surface";
        arguments[1] = chain.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return tool.run(arguments);
    }

    /** Every n-th strike of two expiries, so that a pass can be cut short. */
    private static void pass(final StringBuilder out, final long timeMs, final double vol, final int step) {
        long time = timeMs;
        for (final String expiry : new String[] {"30JAN26", "27FEB26"}) {
            final long expiryMs = Instant.parse(
                            expiry.equals("30JAN26") ? "2026-01-30T08:00:00Z" : "2026-02-27T08:00:00Z")
                    .toEpochMilli();
            for (int strike = 66_000; strike <= 120_000; strike += 3_000 * step) {
                for (final boolean isCall : new boolean[] {true, false}) {
                    out.append(row(time++, expiryMs, expiry, strike, isCall, vol));
                }
            }
        }
    }

    private static String row(
            final long timeMs,
            final long expiryMs,
            final String expiry,
            final int strike,
            final boolean isCall,
            final double vol) {
        final OptionGreeks greeks = new OptionGreeks();
        final double own = vol - 0.1 * Math.log(strike / FORWARD);
        Black76.evaluate(
                isCall, FORWARD, strike, TimeToExpiry.years(timeMs * 1_000_000L, expiryMs * 1_000_000L), own, greeks);
        final double mid = greeks.price() / FORWARD;
        return String.format(
                Locale.ROOT,
                "%d,BTC-%s-%d-%s,BTC-%s,%.2f,%.2f,%.8f,%.2f,%.8f,1,%.8f,1,0,0,0,0,0,1%n",
                timeMs,
                expiry,
                strike,
                isCall ? "C" : "P",
                expiry,
                FORWARD,
                FORWARD,
                mid,
                100.0 * own,
                Math.max(mid - HALF_SPREAD, 0.0),
                mid + HALF_SPREAD);
    }
}
