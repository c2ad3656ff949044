package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookEvents;
import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationEvents;
import io.gimbal.engine.app.configuration.OtherCoin;
import io.gimbal.engine.pipeline.Preamble;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.Frame;
import io.gimbal.journal.Journal;
import io.gimbal.journal.Predecessor;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentDefinitionEncoder;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.RunMode;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * The events a session begins with: GENESIS, definitions, settings, cash, positions. What stands here is all the engine
 * knows before the market speaks. Used once, by the thread that composes the session.
 */
final class SessionOpening {
    private static final int TEXT_16 = 16;
    private static final int TEXT_32 = 32;

    /**
     * What GENESIS says of the program.
     *
     * @param mode        kind of run
     * @param codeHash    of the running code
     * @param codeVersion for people
     * @param instance    name of the data directory
     * @param stateHash   of the engine that was recovered, 0 for a fresh one
     */
    record Identity(RunMode mode, long codeHash, String codeVersion, String instance, long stateHash) {}

    private final EventPublisher publisher = new EventPublisher();
    private final ConfigurationEvents settings = new ConfigurationEvents();
    private final BookEvents books = new BookEvents();
    private final Preamble preamble = new Preamble();
    private final Ingress ingress = this::add;
    private final long startNs;

    SessionOpening(final long startNs) {
        this.startNs = startNs;
    }

    private long add(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        preamble.add(buffer, offset, length, receiveTimeNs);
        return 0;
    }

    /** Every connection is named here: one that the engine has never heard of is one that it does not wait for. */
    Preamble events(
            final Identity identity, final Journal journal, final Configuration configuration, final VenueLink venue) {
        final SessionInstruments instruments = venue.instruments();
        genesis(identity, journal, configuration.hash());
        for (final int connection : venue.connections()) {
            publisher
                    .connectionState()
                    .venueTimeNs(startNs)
                    .connectionId(connection)
                    .phase(ConnectionPhase.CONNECTED);
            publisher.offer(ingress, startNs);
        }
        for (int book = 0; book < configuration.books().size(); book++) {
            define(book, configuration.books().get(book).coin(), venue);
        }
        for (int other = 0; other < configuration.otherCoins().size(); other++) {
            final OtherCoin coin = configuration.otherCoins().get(other);
            define(configuration.books().size() + other, coin.coin(), venue);
        }
        settings.offerEngine(configuration.engine(), configuration.rate(), ingress, startNs);
        for (int book = 0; book < configuration.books().size(); book++) {
            configure(book, configuration, venue);
            settings.offerOverlay(configuration.books().get(book).overlay(), book, ingress, startNs);
        }
        for (final SessionInstruments.Holding holding : instruments.holdings()) {
            publisher
                    .positionSnapshot()
                    .venueTimeNs(startNs)
                    .amount(holding.amount())
                    .averagePrice(holding.averagePrice())
                    .instrumentId(holding.instrumentId());
            publisher.offer(ingress, startNs);
        }
        return preamble;
    }

    private void genesis(final Identity identity, final Journal journal, final long configurationHash) {
        final Predecessor before = journal.predecessor();
        publisher
                .genesis()
                .startTimeNs(startNs)
                .generation(journal.generation())
                .epoch(Integer.toUnsignedLong(journal.epoch()))
                .predecessorInSequence(before.lastInSequence())
                .predecessorOutSequence(before.lastOutSequence())
                .predecessorChain(before.inChain())
                .predecessorStateHash(identity.stateHash())
                .codeHash(identity.codeHash())
                .configurationHash(configurationHash)
                .formatVersion(Frame.FORMAT)
                .mode(identity.mode())
                .codeVersion(fit(identity.codeVersion(), TEXT_16))
                .jdk(fit(Runtime.version().toString(), TEXT_32))
                .instance(fit(identity.instance(), TEXT_32));
        publisher.offer(ingress, startNs);
    }

    private static String fit(final String text, final int length) {
        final String ascii = text.replaceAll("[^\\x20-\\x7e]", "?");
        return ascii.length() <= length ? ascii : ascii.substring(0, length);
    }

    private void define(final int underlying, final String coin, final VenueLink venue) {
        final String index = coin.toLowerCase(Locale.ROOT) + "_usd";
        publisher.underlyingDefinition().underlyingId(underlying).coin(coin).indexName(index);
        publisher.offer(ingress, startNs);
        for (final InstrumentSpec spec : venue.instruments().specs()) {
            if (spec.underlyingId() == underlying) {
                final InstrumentDefinitionEncoder defined = publisher.define(spec, InstrumentState.OPEN);
                final int connection = venue.connectionOf(spec.instrumentId());
                if (connection != VenueLink.ONLY_VENUE) {
                    defined.connectionId(connection);
                }
                publisher.offer(ingress, startNs);
            }
        }
    }

    private void configure(final int book, final Configuration configuration, final VenueLink venue) {
        final BookSettings bookSettings = configuration.books().get(book);
        final SessionInstruments instruments = venue.instruments();
        final List<InstrumentSpec> candidates = bookSettings.hedges().stream()
                .map(candidate -> instruments.spec(configuration, book, candidate, startNs))
                .toList();
        final BookSettings reached = bookSettings.withHedges(
                bookSettings.hedges().stream().map(venue::reached).toList());
        books.offer(reached, book, instruments.hedgeId(book, bookSettings), candidates, ingress, startNs);
        for (final VenueLink.Balance balance : venue.balances()) {
            if (balance.book() == book) {
                balance(book, Currency.COIN, balance.coins());
                balance(book, Currency.USD, balance.dollars());
            }
        }
    }

    private void balance(final int book, final Currency currency, final long amount) {
        publisher
                .accountBalance()
                .venueTimeNs(startNs)
                .balance(amount)
                .underlyingId(book)
                .currency(currency);
        publisher.offer(ingress, startNs);
    }
}
