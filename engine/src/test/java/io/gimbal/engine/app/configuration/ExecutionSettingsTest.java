package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.journal.codec.ExecutionConfigurationDecoder;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a desk's file says how its needs become orders. */
class ExecutionSettingsTest {
    private static final String BOOK = """
            [[book]]
            coin = "BTC"
            style = "inverse"
            hedge_instrument = "BTC-PERPETUAL"
            sense = "coin_neutral"
            cash_coins = 1.0
            cash_usd = 0.0
            half_width_coins = 0.1
            [[book.position]]
            instrument = "BTC-PERPETUAL"
            amount = 10.0
            """;

    private static Configuration read(final String text) {
        return ConfigurationReader.read("desk.toml", text);
    }

    @Test
    void shouldTakeUnlessSaidOtherwise() {
        final ExecutionChoice choice = read(BOOK).books().get(0).execution();

        assertThat(choice.isTaker()).isTrue();
        assertThat(choice.takeMultiple()).isEqualTo(200_000_000L);
    }

    @Test
    void shouldInheritWhatABookDoesNotSayItself() {
        final Configuration desk = read("[execution]\ntactic = \"maker_first\"\nhorizon_s = 60\n" + BOOK
                + "[book.execution]\ntactic = \"iceberg\"\ndisplay_lots = 50\n");
        final ExecutionChoice choice = desk.books().get(0).execution();

        assertThat(choice.tactic()).isEqualTo(ExecutionTactic.ICEBERG);
        assertThat(choice.horizonNs()).isEqualTo(60_000_000_000L);
        assertThat(choice.displayLots()).isEqualTo(50);
        assertThat(desk.canonical().text()).contains("[book.execution]\ntactic = \"iceberg\"");
        assertThat(read(desk.canonical().text()).hash()).isEqualTo(desk.hash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tactic = \"makerfirst\" | desk.toml:2:1 | did you mean maker_first",
                "cross_multiple = 1.5 | desk.toml:2:1 | must not be below take_multiple",
                "tactic = \"iceberg\" | desk.toml:2:1 | must be 1 or more with tactic iceberg",
                "slices = 257 | desk.toml:2:1 | must be 1 to 256",
                "depth_share = 0.0 | desk.toml:2:1 | must be 0.01 to 1",
                "horizon = 5 | desk.toml:2:1 | did you mean horizon_s"
            })
    void shouldSayWhereAndWhatIsWrong(final String line, final String where, final String what) {
        assertThatThrownBy(() -> read("[execution]\n" + line + "\n" + BOOK))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(where)
                .hasMessageContaining(what);
    }

    @Test
    void shouldPointIntoTheBookThatIsWrong() {
        assertThatThrownBy(() -> read(BOOK + "[book.execution]\ntactic = \"iceberg\"\n"))
                .hasMessageContaining("book.execution.display_lots");
    }

    @Test
    void shouldTellTheEngineEveryNumberExactly() {
        final ExecutionChoice choice = read("[execution]\ntactic = \"almgren_chriss\"\ntake_multiple = 1.5\n"
                        + "cross_multiple = 4.25\nresize_lots = 7\nrepeg_ticks = 3\nhorizon_s = 90\nslices = 12\n"
                        + "urgency = 1.25\ndisplay_lots = 11\ndepth_share = 0.3\n" + BOOK)
                .books()
                .get(0)
                .execution();
        final List<ExecutionConfigurationDecoder> events = new ArrayList<>();
        new ConfigurationEvents()
                .offerExecution(
                        choice,
                        4,
                        (buffer, offset, length, timeNs) -> {
                            events.add(new ExecutionConfigurationDecoder()
                                    .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder()));
                            return 1;
                        },
                        5);
        final ExecutionConfigurationDecoder event = events.get(0);

        assertThat(event.tactic()).isEqualTo(ExecutionTactic.ALMGREN_CHRISS);
        assertThat(event.underlyingId()).isEqualTo(4);
        assertThat(event.takeMultiple()).isEqualTo(150_000_000L);
        assertThat(event.crossMultiple()).isEqualTo(425_000_000L);
        assertThat(event.resizeLots()).isEqualTo(7);
        assertThat(event.repegTicks()).isEqualTo(3);
        assertThat(event.horizonNs()).isEqualTo(90_000_000_000L);
        assertThat(event.slices()).isEqualTo(12);
        assertThat(event.urgency()).isEqualTo(125_000_000L);
        assertThat(event.displayLots()).isEqualTo(11);
        assertThat(event.depthShare()).isEqualTo(30_000_000L);
    }
}
