package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gimbal greeks CHAIN}: the sums of a book, from the command line. */
class ChainBookVerbTest {
    private static final String HEADER = "timestamp,instrument_name,underlying_index,underlying_price,index_price,"
            + "mark_price,mark_iv,best_bid_price,best_bid_amount,best_ask_price,best_ask_amount,delta,gamma,vega,theta,"
            + "rho,open_interest\n";

    /** 2023-04-12T08:00:00Z, a day before the first expiry. */
    private static final long TIME_MS = 1_681_286_400_000L;

    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @TempDir
    private Path folder = Path.of("");

    private Path chain = Path.of("");
    private Path book = Path.of("");

    @BeforeEach
    void writeAChain() throws IOException {
        chain = folder.resolve("chain.csv");
        book = folder.resolve("book.csv");
        Files.writeString(
                chain,
                HEADER
                        + row("BTC-13APR23-30000-C", 30_000, 50)
                        + row("BTC-13APR23-27000-P", 30_000, 60)
                        + row("BTC-28APR23-33000-C", 30_300, 55)
                        + row("ETH-13APR23-2000-P", 1_900, 70)
                        + row("ETH-13APR23-2100-P", 1_900, 0));
    }

    private static String row(final String name, final double forward, final double vol) {
        return TIME_MS + "," + name + ",F," + forward + "," + forward + ",0.01," + vol + ",0,0,0,0,0.5,0,0,0,0,0\n";
    }

    private JsonNode json(final String... args) throws IOException {
        assertThat(tool.run(args)).as(captured.err()).isEqualTo(ExitCode.OK);
        return new ObjectMapper().readTree(captured.out());
    }

    private static OptionGreeks black(
            final boolean isCall, final double f, final double k, final int days, final double v) {
        final OptionGreeks greeks = new OptionGreeks();
        assertThat(Black76.evaluate(isCall, f, k, days / 365.0, v, greeks)).isTrue();
        return greeks;
    }

    @Test
    void shouldTotalPositionsPerCoinAndExpiry() throws IOException {
        Files.writeString(book, """
                quantity,instrument
                -2,BTC-13APR23-30000-C
                3,BTC-13APR23-27000-P
                10,ETH-13APR23-2000-P
                0.5,BTC-13APR23-30000-C
                0,BTC-28APR23-33000-C
                """);

        final JsonNode report = json("greeks", chain.toString(), "--positions", book.toString(), "--json");

        final OptionGreeks call = black(true, 30_000, 30_000, 1, 0.5);
        final OptionGreeks put = black(false, 30_000, 27_000, 1, 0.6);
        final OptionGreeks ether = black(false, 1_900, 2_000, 1, 0.7);
        assertThat(report.get("positions").asText()).isEqualTo(book.toString());
        assertThat(report.get("options")).hasSize(4);
        assertThat(report.get("expiries")).hasSize(2);
        final JsonNode btc = report.get("expiries").get(0);
        assertThat(btc.get("coin").asText()).isEqualTo("BTC");
        assertThat(btc.get("expiry").asText()).isEqualTo("2023-04-13T08:00:00Z");
        assertThat(btc.get("options").asInt()).isEqualTo(2);
        final double delta = -1.5 * call.delta() + 3 * put.delta();
        final double premium = (-1.5 * call.price() + 3 * put.price()) / 30_000;
        assertThat(btc.get("delta").asDouble()).isCloseTo(delta, within(1e-12));
        assertThat(btc.get("coinDelta").asDouble()).isCloseTo(delta - premium, within(1e-12));
        assertThat(btc.get("deltaCash").asDouble()).isCloseTo(delta * 30_000, within(1e-8));
        assertThat(btc.get("gammaCash").asDouble())
                .isCloseTo((-1.5 * call.gamma() + 3 * put.gamma()) * 9e6, within(1e-8));
        assertThat(btc.get("thetaPerDay").asDouble())
                .isCloseTo((-1.5 * call.theta() + 3 * put.theta()) / 365, within(1e-9));
        final double vega = (-1.5 * call.vega() + 3 * put.vega()) / 100;
        assertThat(btc.get("vegaPerVolPoint").asDouble()).isCloseTo(vega, within(1e-10));
        assertThat(btc.get("rootTimeVegaPerVolPoint").asDouble()).isCloseTo(vega * Math.sqrt(30), within(1e-10));
        assertThat(btc.get("vannaCash").asDouble())
                .isCloseTo((-1.5 * call.vanna() + 3 * put.vanna()) * 300, within(1e-8));
        assertThat(btc.get("volgaPerVolPointSquared").asDouble())
                .isCloseTo((-1.5 * call.volga() + 3 * put.volga()) / 1e4, within(1e-9));
        assertThat(btc.get("charmCashPerDay").asDouble())
                .isCloseTo((-1.5 * call.charm() + 3 * put.charm()) / 365 * 30_000, within(1e-8));
        final JsonNode total = report.get("total");
        assertThat(total.get("deltaCash").asDouble())
                .isCloseTo(delta * 30_000 + 10 * ether.delta() * 1_900, within(1e-8));
        assertThat(total.get("options").asInt()).isEqualTo(3);
        assertThat(total.get("delta").isNull())
                .as("coins of two kinds do not add up")
                .isTrue();
    }

    @Test
    void shouldPutOneCoinOfEachOptionIntoBucketsThatAddUp() throws IOException {
        final JsonNode report = json("greeks", chain.toString(), "--json");

        final JsonNode buckets = report.get("buckets");
        assertThat(report.get("positions").isNull()).isTrue();
        assertThat(buckets.get("moneynessEdges")).hasSize(6);
        assertThat(buckets.get("tenorEdgeDays")).hasSize(5);
        // A day before the expiry is the second tenor; 30,000 on 30,000 lies from 0.95 to 1.05, 27,000 from 0.9 on.
        assertThat(buckets.at("/deltaCash/1/3").asDouble())
                .isCloseTo(black(true, 30_000, 30_000, 1, 0.5).delta() * 30_000, within(1e-8));
        assertThat(buckets.at("/deltaCash/1/2").asDouble())
                .isCloseTo(black(false, 30_000, 27_000, 1, 0.6).delta() * 30_000, within(1e-8));
        assertThat(buckets.at("/vegaPerVolPoint/2/4").asDouble())
                .isCloseTo(black(true, 30_300, 33_000, 16, 0.55).vega() / 100, within(1e-9));
        for (final String name : new String[] {"deltaCash", "gammaCash", "vegaPerVolPoint"}) {
            double sum = 0;
            for (final JsonNode row : buckets.get(name)) {
                assertThat(row).hasSize(7);
                for (final JsonNode cell : row) {
                    sum += cell.asDouble();
                }
            }
            assertThat(sum).as(name).isCloseTo(report.get("total").get(name).asDouble(), within(1e-8));
        }
    }

    @Test
    void shouldShowPeopleTheBookAfterItsOptions() {
        assertThat(tool.run("greeks", chain.toString())).isEqualTo(ExitCode.OK);

        assertThat(captured.out())
                .contains("book: one coin of each option")
                .containsPattern("BTC +2023-04-13T08:00:00Z +2 ")
                .containsPattern("BTC +2023-04-28T08:00:00Z +1 ")
                .containsPattern("total +4 ")
                .contains("gamma, USD per 1 %, by days to expiry and strike/forward")
                .contains(">=0.95");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BTC-13APR23-31000-C,1 | :3:instrument: found \"BTC-13APR23-31000-C\"",
                "ETH-13APR23-2100-P,1  | :3:instrument",
                "BTC-13APR23-30000-C,x | :3:quantity: found \"x\"",
                "BTC-13APR23-30000-C,  | :3:quantity",
                "BTC-13APR23-30000-C,1e308 | :3:quantity: found \"1e308\"",
                "BTC-13APR23-30000-C,92233720368 | :3:quantity: found \"92233720368\"",
                "BTC-13APR23-30000-C   | as many cells as the header"
            })
    void shouldRefuseABadPositionWith65(final String row, final String message) throws IOException {
        Files.writeString(book, "instrument,quantity\nBTC-13APR23-30000-C,1\n" + row + "\n");

        assertThat(tool.run("greeks", chain.toString(), "--positions", book.toString()))
                .isEqualTo(ExitCode.BAD_DATA);

        assertThat(captured.out()).isEmpty();
        assertThat(captured.err()).contains(book.toString()).contains(message);
    }

    @Test
    void shouldRefusePositionsWithoutAChainOrWithoutTheirColumns() throws IOException {
        Files.writeString(book, "instrument,amount\n");

        assertThat(tool.run("greeks", "--list", "--positions", book.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(tool.run("greeks", chain.toString(), "--positions", book.toString()))
                .isEqualTo(ExitCode.BAD_DATA);
        assertThat(captured.err()).contains(":1:quantity");
        assertThat(tool.run(
                        "greeks",
                        chain.toString(),
                        "--positions",
                        folder.resolve("none.csv").toString()))
                .isEqualTo(ExitCode.BAD_DATA);
    }

    private Path across(final String... rows) throws IOException {
        return Files.writeString(folder.resolve("coins.csv"), String.join("\n", rows) + "\n");
    }

    @Test
    void shouldWeighSeveralChainsAcrossTheirCoins() throws IOException {
        final Path ether = folder.resolve("ether.csv");
        Files.writeString(ether, HEADER + row("ETH-13APR23-2000-C", 1_900, 70));
        Files.writeString(book, "instrument,quantity\nBTC-13APR23-30000-C,-2\nETH-13APR23-2000-C,30\n");
        final Path coins = across("coin,beta,day_vol,BTC,ETH", "BTC,1,0.02,1,0.8", "ETH,1.25,0.03,0.8,1");

        final JsonNode report = json(
                "greeks",
                chain.toString(),
                ether.toString(),
                "--positions",
                book.toString(),
                "--across",
                coins.toString(),
                "--json");

        final double btc = -2 * black(true, 30_000, 30_000, 1, 0.5).delta() * 30_000;
        final double eth = 30 * black(true, 1_900, 2_000, 1, 0.7).delta() * 1_900;
        final double x = 0.02 * btc;
        final double y = 0.03 * eth;
        assertThat(report.get("files")).hasSize(2);
        final JsonNode sums = report.get("across");
        assertThat(sums.get("reference").asText()).isEqualTo("BTC");
        assertThat(sums.get("betaWeightedDeltaCash").asDouble()).isCloseTo(btc + 1.25 * eth, within(1e-8));
        // The index of the last BTC row of the chain.
        assertThat(sums.get("betaWeightedDelta").asDouble()).isCloseTo((btc + 1.25 * eth) / 30_300, within(1e-12));
        assertThat(sums.get("dayRiskUsd").asDouble())
                .isCloseTo(Math.sqrt(x * x + y * y + 2 * 0.8 * x * y), within(1e-8));
        assertThat(sums.get("dayRiskUndiversified").asDouble()).isCloseTo(Math.abs(x) + Math.abs(y), within(1e-8));
    }

    @Test
    void shouldTellPeopleTheSumAcrossCoins() throws IOException {
        final Path coins = across("coin,beta,day_vol,ETH,BTC", "BTC,1,0.02,0.8,1", "ETH,1.25,0.03,1,0.8");

        assertThat(tool.run("greeks", chain.toString(), "--across", coins.toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(captured.out())
                .contains("across coins: beta-weighted delta ")
                .contains(" BTC; one day's");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BTC,1,0.02,1,0.8/ETH,1,0.03,0.7,1    | NOT_SYMMETRIC",
                "BTC,1,0.02,1,1.8/ETH,1,0.03,1.8,1    | OUT_OF_RANGE",
                "BTC,1.1,0.02,1,0.8/ETH,1,0.03,0.8,1  | :2:beta",
                "BTC,1,-0.02,1,0.8/ETH,1,0.03,0.8,1   | :2:day_vol",
                "BTC,1,0.02,1,0.8/BTC,1,0.03,0.8,1    | :3:coin",
                "BTC,1,0.02,1,x/ETH,1,0.03,0.8,1      | :2:ETH",
                "BTC,1,0.02,1,0/ETH,1e308,0.03,0,1    | beyond a double",
                "BTC,1,0.02,1,0                       | also ETH",
                "BTC,1,0.02,1,0/SOL,1,0.03,0,1        | SOL"
            })
    void shouldRefuseWhatIsNoMatrixOfTheBooksCoinsWith65(final String rows, final String message) throws IOException {
        final Path coins = across(("coin,beta,day_vol,BTC,ETH/" + rows.strip()).split("/", -1));

        assertThat(tool.run("greeks", chain.toString(), "--across", coins.toString()))
                .isEqualTo(ExitCode.BAD_DATA);

        assertThat(captured.out()).isEmpty();
        assertThat(captured.err()).contains(coins.toString()).contains(message);
    }

    @Test
    void shouldRefuseToWeighNothing() throws IOException {
        assertThat(tool.run("greeks", "--list", "--across", chain.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains("--across needs a chain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--cash", "--input=in.csv", "--output=out.csv"})
    void shouldRefuseAnOptionOfAModelWithoutOne(final String option) {
        assertThat(tool.run("greeks", chain.toString(), option)).isEqualTo(ExitCode.USAGE);

        assertThat(captured.err()).contains("need --model");
    }
}
