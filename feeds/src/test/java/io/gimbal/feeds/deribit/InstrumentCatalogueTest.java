package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.journal.SharedData;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentCatalogueTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** As the venue's own document shows it. */
    private static final String PERPETUAL =
            "{'tick_size':0.5,'taker_commission':0.0005,'settlement_period':'perpetual','settlement_currency':'BTC',"
                    + "'quote_currency':'USD','price_index':'btc_usd','min_trade_amount':10,'max_leverage':50,"
                    + "'maker_commission':0,'kind':'future','is_active':true,'instrument_name':'BTC-PERPETUAL',"
                    + "'instrument_type':'reversed','expiration_timestamp':32503708800000,'contract_size':10,"
                    + "'base_currency':'BTC','tick_size_steps':[],'state':'open'}";

    /** As recorded in 2021, before types, states and settlement currencies were named. */
    private static final String OLD_OPTION =
            "{'tick_size':0.0005,'taker_commission':0.0003,'strike':40000.0,'settlement_period':'month',"
                    + "'quote_currency':'BTC','option_type':'put','min_trade_amount':0.1,'maker_commission':0.0003,"
                    + "'kind':'option','is_active':true,'instrument_name':'BTC-24SEP21-40000-P',"
                    + "'expiration_timestamp':1632470400000,'contract_size':1.0,'base_currency':'BTC'}";

    /** As recorded in 2022. */
    private static final String LINEAR_PERPETUAL =
            "{'tick_size':0.1,'taker_commission':0.0005,'settlement_period':'perpetual','settlement_currency':'USDC',"
                    + "'quote_currency':'USDC','price_index':'eth_usdc','min_trade_amount':0.01,'kind':'future',"
                    + "'maker_commission':0.0,'instrument_name':'ETH_USDC-PERPETUAL','future_type':'linear',"
                    + "'contract_size':0.01,'base_currency':'ETH','counter_currency':'USDC'}";

    private final InstrumentCatalogue catalogue = new InstrumentCatalogue();

    @Test
    void shouldTakeAPerpetualForEndlessAndItsAmountsForDollars() throws IOException {
        final InstrumentListing listing = read(PERPETUAL);

        assertThat(listing.kind()).isEqualTo(InstrumentKind.PERPETUAL);
        assertThat(listing.settlement()).isEqualTo(Settlement.INVERSE);
        assertThat(listing.expiryNs()).isZero();
        assertThat(listing.spec(0, 0).isUsdAmount()).isTrue();
        assertThat(listing.contractSize()).isEqualTo(1_000_000_000L);
        assertThat(listing.takerFeeRate()).isEqualTo(50_000L);
        assertThat(listing.tickStepAbove()).isZero();
    }

    @Test
    void shouldUnderstandAnOptionOfTheTimeBeforeTypesWereNamed() throws IOException {
        final InstrumentListing listing = read(OLD_OPTION);

        assertThat(listing.settlement()).isEqualTo(Settlement.INVERSE);
        assertThat(listing.currency()).isEqualTo("BTC");
        assertThat(listing.indexName()).isEqualTo("btc_usd");
        assertThat(listing.optionType()).isEqualTo(OptionType.PUT);
        assertThat(listing.strike()).isEqualTo(4_000_000_000_000L);
        assertThat(listing.expiryNs()).isEqualTo(1_632_470_400_000_000_000L);
        assertThat(listing.state()).isEqualTo(InstrumentState.OPEN);
        assertThat(listing.spec(3, 0).isUsdAmount()).isFalse();
    }

    @Test
    void shouldSettleALinearPerpetualInDollarsByTheOlderFieldsName() throws IOException {
        final InstrumentListing listing = read(LINEAR_PERPETUAL);

        assertThat(listing.settlement()).isEqualTo(Settlement.LINEAR);
        assertThat(listing.currency()).isEqualTo("USDC");
        assertThat(listing.indexName()).isEqualTo("eth_usdc");
        assertThat(listing.minAmount()).isEqualTo(1_000_000L);
        assertThat(listing.spec(0, 0).isUsdAmount()).isFalse();
    }

    @Test
    void shouldReadTheStepOfTicksAndTheStrikeWithADecimalFromFields() throws IOException {
        final InstrumentListing listing = read(OLD_OPTION
                .replace(
                        "'tick_size':0.0005",
                        "'tick_size':1.0E-4,'tick_size_steps':[{'above_price':0.005,'tick_size':5e-4}]")
                .replace("40000.0", "1.02")
                .replace("BTC-24SEP21-40000-P", "MATIC_USDC-9MAR24-1d02-C"));

        assertThat(listing.tickSize()).isEqualTo(10_000L);
        assertThat(listing.tickStepAbove()).isEqualTo(500_000L);
        assertThat(listing.tickSizeAbove()).isEqualTo(50_000L);
        assertThat(listing.strike()).isEqualTo(102_000_000L);
        assertThat(listing.spec(0, 0).isOnTick(490_000L)).isTrue();
        assertThat(listing.spec(0, 0).isOnTick(510_000L)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'kind':'future'>'kind':'future_combo'",
                "'base_currency':'BTC'>'base_currency':''",
                "'contract_size':10>'contract_size':0",
                "'contract_size':10>'contract_size':'ten'",
                "'tick_size':0.5>'tick_size':null",
                "'min_trade_amount':10>'min_trade_amount':-10"
            })
    void shouldLeaveOutAndCountWhatCannotBeTraded(final String change) throws IOException {
        final String[] sides = change.split(">", -1);

        catalogue.add(list(PERPETUAL.replace(sides[0], sides[1]), LINEAR_PERPETUAL));

        assertThat(catalogue.leftOut()).isEqualTo(1);
        assertThat(catalogue.listings()).extracting(InstrumentListing::name).containsExactly("ETH_USDC-PERPETUAL");
    }

    @Test
    void shouldLetALaterListReplaceAnEarlierOne() throws IOException {
        catalogue.add(list(PERPETUAL));
        catalogue.add(
                list(PERPETUAL.replace("'tick_size':0.5", "'tick_size':2.5").replace("'open'", "'halted'")));

        assertThat(catalogue.listings()).hasSize(1);
        assertThat(catalogue.listings().get(0).tickSize()).isEqualTo(250_000_000L);
        assertThat(catalogue.listings().get(0).state()).isEqualTo(InstrumentState.HALTED);
    }

    @ParameterizedTest
    @CsvSource({
        "open, OPEN",
        "settlement, SETTLEMENT",
        "delivered, DELIVERED",
        "closed, DELIVERED",
        "archivized, DELIVERED",
        "halted, HALTED",
        "locked, LOCKED",
        "inactive, INACTIVE",
        "word of tomorrow, INACTIVE"
    })
    void shouldKnowTheStatesAndTradeInNoneItDoesNotKnow(final String word, final InstrumentState state) {
        assertThat(InstrumentCatalogue.state(word)).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DERIBIT.0_20210417_rest.txt", "DERIBIT.0_20220529_rest.txt"})
    void shouldReadEveryInstrumentOfTheRecordedLists(final String file) throws IOException {
        final Path path = SharedData.data("deribit-frames").resolve(file);
        int rows = 0;
        int combos = 0;
        for (final String line : Files.readAllLines(path)) {
            final int begin = line.indexOf("{\"jsonrpc\"");
            if (!line.contains("get_instruments") || begin < 0) {
                continue;
            }
            final JsonNode list = MAPPER.readTree(line.substring(begin)).path("result");
            catalogue.add(list);
            for (final JsonNode row : list) {
                rows++;
                combos += row.path("kind").asText().endsWith("combo") ? 1 : 0;
                compare(row);
            }
        }

        System.out.println(file + " instruments=" + rows + ", combos left out=" + combos);
        assertThat(rows).isPositive();
        assertThat(catalogue.leftOut()).isEqualTo(combos);
    }

    private void compare(final JsonNode row) {
        if (row.path("kind").asText().endsWith("combo")) {
            return;
        }
        final String name = row.path("instrument_name").asText();
        final InstrumentListing listing = Objects.requireNonNull(catalogue.find(name), name);
        assertThat(BigDecimal.valueOf(listing.tickSize(), 8))
                .isEqualByComparingTo(new BigDecimal(row.path("tick_size").asText()));
        assertThat(BigDecimal.valueOf(listing.minAmount(), 8))
                .isEqualByComparingTo(
                        new BigDecimal(row.path("min_trade_amount").asText()));
        assertThat(listing.settlement() == Settlement.LINEAR).as(name).isEqualTo(name.contains("_USD"));
        if (name.endsWith("-C") || name.endsWith("-P")) {
            assertThat(listing.optionType() == OptionType.CALL).as(name).isEqualTo(name.endsWith("-C"));
            assertThat(listing.strike() / 100_000_000L).isEqualTo(Long.parseLong(name.split("-", -1)[2]));
            assertThat(listing.expiryNs() % 86_400_000_000_000L).as(name).isEqualTo(28_800_000_000_000L);
        }
    }

    private InstrumentListing read(final String row) throws IOException {
        catalogue.add(list(row));
        assertThat(catalogue.listings()).hasSize(1);
        return catalogue.listings().get(0);
    }

    private static JsonNode list(final String... rows) throws IOException {
        return MAPPER.readTree("[" + String.join(",", List.of(rows)).replace('\'', '"') + "]");
    }
}
