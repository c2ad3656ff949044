package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.market.CoinMarket;
import io.gimbal.engine.market.GbmWorld;
import io.gimbal.engine.market.SmileShape;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.recorded.ListedOption;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AlertDecoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.GreeksSnapshotDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.RunMode;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.StrategySnapshotDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.agrona.DirectBuffer;

/**
 * A desk in linear BTC on a simulated market of known habits, run through the whole pipeline in virtual time (feed,
 * ring, engine, sender, simulated venue, journal); what its journal says of it. No carry, no basis: the perpetual is
 * the forward.
 */
final class StrategyWorld {
    static final long SECOND_NS = 1_000_000_000L;
    static final long DAY_NS = 86_400 * SECOND_NS;
    static final double YEARS_PER_NS = 1 / (365.0 * DAY_NS);
    static final double SPOT = 50_000;

    /** 2026-01-05T09:00:00Z. */
    static final long START_NS = 1_767_603_600L * SECOND_NS;

    private static final double ONE = 1e8;

    /** An index price as it entered. */
    record Price(long timeNs, double price) {}

    /** A quote of the hedge instrument as it entered. */
    record Quote(long timeNs, double bid, double ask) {}

    /** What the journal says of the book. */
    record Greeks(long timeNs, double price, double gamma, double equityUsd) {}

    /** An order that was decided. */
    record Order(long timeNs, double signedAmount) {}

    /** What the run was. */
    static final class Outcome {
        final List<Price> prices = new ArrayList<>();
        final List<Quote> quotes = new ArrayList<>();
        final List<Greeks> greeks = new ArrayList<>();
        final List<Order> orders = new ArrayList<>();
        final List<AlertCode> alerts = new ArrayList<>();
        final List<Double> fillPrices = new ArrayList<>();
        double shortfallUsd;
        double feesUsd;
        double gammaGain;
        double thetaPaid;
        int unpaid;
        int snapshots;
        double pnlUsd;
        String outputHash = "";
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final GreeksSnapshotDecoder greeks = new GreeksSnapshotDecoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final StrategySnapshotDecoder strategy = new StrategySnapshotDecoder();
    private final AlertDecoder alert = new AlertDecoder();

    /** A market whose index moves by one volatility and whose options are marked at another, flat and still. */
    static CoinMarket market(final double realisedVol, final double impliedVol) {
        final CoinMarket btc = CoinMarket.ordinary("BTC", SPOT)
                .quotedIn(List.of("USD", "USDC"))
                .moving(0, realisedVol)
                .smiling(new SmileShape(impliedVol, 0, 0, 0))
                .basedAt(0);
        return new CoinMarket(
                btc.coin(),
                btc.quotes(),
                btc.spot(),
                btc.drift(),
                btc.vol(),
                0,
                0,
                0,
                0,
                0,
                btc.smile(),
                btc.strikeStep(),
                btc.strikes(),
                btc.expiryDays());
    }

    /** Runs a desk for so many steps of a world, and reads what came of it. */
    Outcome run(
            final Path directory,
            final String desk,
            final GbmWorld.Context world,
            final Function<GbmWorld.Context, Feed> feed,
            final long days) {
        final Configuration configuration = ConfigurationReader.read("desk.toml", desk);
        final long endNs = START_NS + days * DAY_NS;
        world.startNs(START_NS).endNs(endNs + 1);
        final MarketSource source = new Source(world, feed, endNs);
        final SessionContext context = new SessionContext(
                configuration,
                SimulatedVenue.stepped(configuration, source),
                RunMode.BACKTEST,
                directory,
                Pace.MAX,
                false,
                1,
                "test",
                null);
        final SessionResult result;
        try (EngineSession session = EngineSession.open(context)) {
            result = session.run();
        }
        final Outcome outcome = new Outcome();
        outcome.feesUsd = result.feesUsd();
        outcome.pnlUsd = result.pnlUsd();
        outcome.outputHash = result.outputHash();
        read(directory, outcome);
        return outcome;
    }

    /** Plays the inputs of a journal into another engine; its fingerprint. */
    static long replay(final Path directory) {
        final HedgeEngine engine = new HedgeEngine((buffer, offset, length) -> true);
        try (JournalTailer in =
                JournalReader.open(directory, JournalStorages.all()).in(1)) {
            while (in.next()) {
                engine.onInput(in.buffer(), in.payloadOffset(), in.payloadLength(), in.sequence(), in.wallNs());
            }
        }
        return engine.outputHash();
    }

    private void read(final Path directory, final Outcome outcome) {
        final JournalReader reader = JournalReader.open(directory, JournalStorages.all());
        try (JournalTailer in = reader.in(1);
                JournalTailer out = reader.out(1)) {
            while (in.next()) {
                onInput(in, outcome);
            }
            while (out.next()) {
                onOutput(out, outcome);
            }
        }
    }

    private void onInput(final JournalTailer in, final Outcome outcome) {
        final DirectBuffer buffer = in.buffer();
        if (in.type() == IndexPriceDecoder.TEMPLATE_ID) {
            index.wrapAndApplyHeader(buffer, in.payloadOffset(), header);
            outcome.prices.add(new Price(in.wallNs(), index.price() / ONE));
        } else if (in.type() == QuoteDecoder.TEMPLATE_ID) {
            quote.wrapAndApplyHeader(buffer, in.payloadOffset(), header);
            outcome.quotes.add(new Quote(in.wallNs(), quote.bidPrice() / ONE, quote.askPrice() / ONE));
        } else if (in.type() == FillDecoder.TEMPLATE_ID) {
            fill.wrapAndApplyHeader(buffer, in.payloadOffset(), header);
            final int sign = fill.side() == Side.BUY ? 1 : -1;
            outcome.shortfallUsd += sign * (fill.price() - fill.referencePrice()) / ONE * (fill.amount() / ONE);
            outcome.fillPrices.add(fill.price() / ONE);
        }
    }

    private void onOutput(final JournalTailer out, final Outcome outcome) {
        final DirectBuffer buffer = out.buffer();
        final int at = out.payloadOffset();
        switch (out.type()) {
            case GreeksSnapshotDecoder.TEMPLATE_ID -> {
                greeks.wrapAndApplyHeader(buffer, at, header);
                outcome.greeks.add(new Greeks(
                        greeks.engineTimeNs(), greeks.hedgePrice() / ONE, greeks.gamma(), greeks.equityUsd()));
            }
            case NewOrderDecoder.TEMPLATE_ID -> {
                order.wrapAndApplyHeader(buffer, at, header);
                final double size = order.amount() / ONE;
                outcome.orders.add(new Order(order.engineTimeNs(), order.side() == Side.BUY ? size : -size));
            }
            case StrategySnapshotDecoder.TEMPLATE_ID -> {
                strategy.wrapAndApplyHeader(buffer, at, header);
                outcome.gammaGain = strategy.gammaGain();
                outcome.thetaPaid = strategy.thetaPaid();
                outcome.snapshots++;
                outcome.unpaid += strategy.isPaid() == BooleanType.FALSE ? 1 : 0;
            }
            case AlertDecoder.TEMPLATE_ID ->
                outcome.alerts.add(alert.wrapAndApplyHeader(buffer, at, header).code());
            default -> {
                // Of no interest here.
            }
        }
    }

    private record Source(GbmWorld.Context world, Function<GbmWorld.Context, Feed> feed, long endNs)
            implements MarketSource {
        @Override
        public List<ListedOption> listed() {
            return GbmWorld.listed(world);
        }

        @Override
        public Feed play(final List<InstrumentSpec> instruments) {
            return feed.apply(world.specs(instruments));
        }

        @Override
        public long playFromNs() {
            return START_NS;
        }

        @Override
        public long tradeFromNs() {
            return START_NS;
        }
    }
}
