package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.NetworkPolicy;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.engine.hedging.policy.TriggerProgram;
import io.gimbal.engine.hedging.policy.TriggerView;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.orders.OrderTable;
import io.gimbal.engine.risk.Limits;
import io.gimbal.engine.risk.MessageRate;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.ForecastSnapshotDecoder;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.VolSource;
import org.jspecify.annotations.Nullable;

/**
 * One book through a {@link HedgeInspection}: what its hedger was shown, how it is configured, what stood in its way and
 * what it decided. Shows the hedger's own objects: read at once, never kept, never changed. Owned by the thread that drives
 * the engine.
 */
public final class BookInspection {
    private final Hedger hedger;
    private final Session session;
    private final BookSettings settings;

    BookInspection(final Hedger hedger, final Session session) {
        this.hedger = hedger;
        this.session = session;
        settings = hedger.settings();
    }

    /** {@return the decision last made} */
    public InspectedDecision decision() {
        return InspectedDecision.of(hedger.decision());
    }

    /** {@return the underlying's positions and market; null when the session has not defined it} */
    public @Nullable UnderlyingBook book() {
        return session.book().underlying(hedger.underlyingId());
    }

    /** {@return the hedge instrument; null when the session has not defined it, or it cannot hedge this book} */
    public @Nullable BookLine hedge() {
        return hedger.hedge();
    }

    /**
     * Any instrument of the session.
     *
     * @param instrumentId dense id
     * @return its line; null when it is not defined
     */
    public @Nullable BookLine line(final int instrumentId) {
        return session.book().line(instrumentId);
    }

    /** {@return the last valuation, its delta ledger among it} */
    public GreeksAggregator greeks() {
        return hedger.greeks();
    }

    /** {@return what the policy was last shown} */
    public HedgeView view() {
        return hedger.view();
    }

    /** {@return what the policy last answered, and what events made of it} */
    public HedgeTarget target() {
        return hedger.target();
    }

    /** {@return hard limits} */
    public Limits limits() {
        return hedger.limits();
    }

    /** {@return orders under way; the one just decided is among them} */
    public OrderTable orders() {
        return session.orders();
    }

    /** {@return rate of commands; the one just decided is counted} */
    public MessageRate rate() {
        return session.rate();
    }

    /** {@return the policy as the journal names it} */
    public PolicyKind policy() {
        return settings.policy().kind();
    }

    /** {@return the policy with its parameters; null for a fixed band and a fixed interval, which are told below} */
    public @Nullable PolicySpec spec() {
        return settings.spec();
    }

    /** {@return where a trade of a band ends} */
    public Landing landing() {
        return settings.landing();
    }

    /** {@return half-width of a fixed band, or of the one that stands in, coins} */
    public double halfWidth() {
        return settings.bandHalfWidth();
    }

    /** {@return half-width of the band that stands where a rule has none of its own, coins} */
    public double standInHalfWidth() {
        return settings.standInHalfWidth();
    }

    /** {@return half-width above the target where it differs, coins; 0 where not} */
    public double upperHalfWidth() {
        return settings.upperHalfWidth();
    }

    /** {@return nanoseconds between two firings of the policy's timer; 0 where it has none} */
    public long intervalNs() {
        return settings.intervalNs();
    }

    /** {@return in which the delta is told} */
    public DeltaSense sense() {
        return settings.sense();
    }

    /** {@return how a forward's delta counts in the hedge instrument} */
    public Projection projection() {
        return settings.projection();
    }

    /** {@return the desk's target, coins, before the hedge ratio} */
    public double targetDelta() {
        return settings.targetDelta();
    }

    /** {@return share of the book's delta that is hedged} */
    public double hedgeRatio() {
        return settings.hedgeRatio();
    }

    /** {@return ticks that a limit price may reach through the touch} */
    public int priceOffsetTicks() {
        return settings.priceOffsetTicks();
    }

    /** {@return whose volatilities value the book} */
    public VolSource volSource() {
        return settings.volSource();
    }

    /** {@return bits of the events that call for a trade to the centre} */
    public int hedgeOn() {
        return settings.hedgeOn();
    }

    /** {@return bits of the events that happened and are not answered, or were answered by the last trade} */
    public int events() {
        return hedger.events().pending() | hedger.events().answered();
    }

    /** {@return whether an operator killed trading} */
    public boolean isKilled() {
        return session.isKilled();
    }

    /** {@return how what is wanted becomes orders} */
    public ExecutionTactic tactic() {
        return hedger.execution().settings().tactic();
    }

    /**
     * How what is wanted is being worked, right after the decision.
     *
     * @param nowNs engine time of it
     * @return the tactic's state
     */
    public InspectedExecution execution(final long nowNs) {
        return hedger.execution().inspect(nowNs);
    }

    /** {@return the strategy as it stands; null without one, and before its first valuation} */
    public @Nullable InspectedStrategy strategy() {
        return hedger.outlook().inspectStrategy();
    }

    /** {@return what is forecast, in the terms of the event; null where nothing is} */
    public @Nullable ForecastSnapshotDecoder forecast() {
        return hedger.outlook().inspectForecast();
    }

    /** {@return the network that a learned policy asks; null where it has none, and for other policies} */
    public @Nullable BandNetwork network() {
        return settings.policy() instanceof final NetworkPolicy learned ? learned.network() : null;
    }

    /** {@return what must be true for the policy's trade to be made; without steps where nothing must} */
    public TriggerProgram tradeWhen() {
        return hedger.triggers().when();
    }

    /** {@return what calls for a trade to the centre besides; without steps where nothing does} */
    public TriggerProgram tradeAlsoWhen() {
        return hedger.triggers().alsoWhen();
    }

    /** {@return what triggers were shown; only of a valued book that has one} */
    public TriggerView triggerView() {
        return hedger.triggers().view();
    }

    /** {@return half-widths beyond which no trigger blocks a trade} */
    public double triggerOverride() {
        return hedger.triggers().override();
    }

    /**
     * The last comparison of candidates.
     *
     * @param index USD per coin
     * @param nowNs engine time of the decision
     * @return null where the book is hedged with one instrument
     */
    public @Nullable InspectedChoice choice(final double index, final long nowNs) {
        final HedgeInstruments of = hedger.instruments();
        return of.isMany() ? InspectedChoice.of(of.candidates(), of.choice(), of.choiceSettings(), index, nowNs) : null;
    }

    /** {@return what the rule of delta in force adds to the ledger's projected delta, coins} */
    public double deltaChange() {
        return hedger.deltaChange();
    }

    /**
     * What may or may not yet trade: unknown orders and options under way.
     *
     * @param hedge the hedge instrument
     * @param sign  1 for what would raise the delta, -1 for what would lower it
     * @return projected coins, of that sign or 0
     */
    public double doubt(final BookLine hedge, final int sign) {
        return hedger.reach().doubt(hedge, sign);
    }

    /**
     * One lot as the sizing counts it.
     *
     * @param hedge an instrument that hedges this book
     * @return projected coins, above 0
     */
    public double lotDelta(final BookLine hedge) {
        return hedger.instruments().lotDelta(hedge);
    }

    /**
     * An amount as the sizing counts it.
     *
     * @param line   any instrument
     * @param amount scaled, signed
     * @return projected coins; NaN where the instrument does not hedge this book
     */
    public double deltaOf(final BookLine line, final long amount) {
        return hedger.instruments().carries(line.instrument().id())
                ? hedger.instruments().deltaOf(line, amount)
                : Double.NaN;
    }

    /**
     * What the limits let through, of the instrument and of all hedges together.
     *
     * @param hedge  an instrument that hedges this book
     * @param wanted scaled, signed
     * @param worst  its position with all in flight on that side filled, scaled, signed
     * @return scaled, of the sign of {@code wanted} or 0
     */
    public long permitted(final BookLine hedge, final long wanted, final long worst) {
        return hedger.instruments().permitted(hedge, wanted, worst);
    }

    /** {@return whether the book chooses among candidates} */
    public boolean isChoosing() {
        return hedger.instruments().isMany();
    }

    /** {@return whether the connections that trading this book needs are ready, and something can hedge it} */
    public boolean isHedgeReady() {
        return hedger.hedge() != null && hedger.instruments().isReady();
    }

    /** {@return whether every connection that was named is ready, and there is one} */
    public boolean isReady() {
        return session.isReady();
    }

    /** {@return connections that were named} */
    public int connections() {
        return session.connections();
    }

    /** {@return those of them that are ready} */
    public int readyConnections() {
        return session.readyConnections();
    }

    /** {@return whether an operator paused this book} */
    public boolean isPaused() {
        return session.isPaused(hedger.underlyingId());
    }

    /** {@return until when nothing is asked again after a rejection or suppression; {@code Long.MIN_VALUE} for never} */
    public long backOffUntilNs() {
        return hedger.backOffUntilNs();
    }

    /**
     * Until when nothing is asked again of a quote that did not fill an order.
     *
     * @return epoch nanoseconds; {@code Long.MIN_VALUE} where another quote came, or every order was filled
     */
    public long sameQuoteUntilNs() {
        return hedger.sameQuoteUntilNs();
    }

    /** {@return how often an unchanged decision is published again, nanoseconds} */
    public long decisionHeartbeatNs() {
        return session.decisionHeartbeatNs();
    }
}
