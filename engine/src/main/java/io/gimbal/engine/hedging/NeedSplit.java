package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.HedgeLines;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.execution.SplitStatus;
import io.gimbal.engine.hedging.execution.WaterFill;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.ExecutionAction;
import io.gimbal.journal.codec.ExecutionReason;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SplitReason;
import org.jspecify.annotations.Nullable;

/**
 * Takes a need that the touch of the candidate in use cannot hold from several candidates at once, where that is cheapest
 * all-in: fee, half-spread, impact, and what the choice reckons of holding. Positions on the other side are taken back
 * first. Beyond a touch nothing is visible: what lies there is reckoned at the order's limit price. What costs more than the
 * desk permits above the candidate in use, or is beyond all touches, waits for other quotes. Each part is an order of its
 * own, with its own decision, held against every limit. Owned by the engine thread; allocates at construction only.
 */
final class NeedSplit {
    private static final double LOT_TOLERANCE = 1e-9;

    private final ChoiceSettings settings;
    private final BookSettings book;
    private final HedgeInstruments instruments;
    private final Candidates candidates;
    private final HedgeOrders orders;
    private final SplitReporter reporter;
    private final ExecutionReporter steps;
    private final WaterFill fill = new WaterFill(HedgeLines.CAPACITY);
    private final SplitPart[] parts = new SplitPart[HedgeLines.CAPACITY];
    private final long[] earlierIds = new long[HedgeLines.CAPACITY];
    private int earlier;
    private int planned;
    private int cut;
    private boolean isAnySent;
    private double left;

    NeedSplit(
            final BookSettings book,
            final HedgeInstruments instruments,
            final HedgeOrders orders,
            final SplitReporter reporter,
            final ExecutionReporter steps) {
        settings = instruments.choiceSettings();
        this.book = book;
        this.instruments = instruments;
        candidates = instruments.candidates();
        this.orders = orders;
        this.reporter = reporter;
        this.steps = steps;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new SplitPart();
        }
    }

    /** Nothing was sent yet in this evaluation. */
    void begin() {
        earlier = 0;
        isAnySent = false;
    }

    /**
     * Whether a need is for several: more than what the instrument at hand shows, or may be traded by. Where a perpetual of
     * another coin is in use, it carries all of it.
     */
    boolean isFor(final Situation now, final double needCoins) {
        if (!settings.isSplit() || !instruments.choice().isOwnCoin()) {
            return false;
        }
        final Candidate candidate =
                candidates.at(candidates.indexOf(now.instrument().id()));
        final long shown = now.lots(candidate.visible(now.side()));
        final boolean isMore = needCoins > Math.min(shown, now.mostLots()) * now.lotDelta() * (1 + LOT_TOLERANCE);
        if (!isMore) {
            reporter.onNone();
        }
        return isMore;
    }

    /**
     * Splits a need and sends the parts, or says in the decision why nothing is sent.
     *
     * @param needCoins what to trade on the side of the situation, projected, above 0
     * @param leftShare what of a lot may be left, as {@link OrderSizing#leftShare} says
     * @param isAll     whether that is all that is wanted
     * @param why       for the steps of a tactic; null where it takes none
     */
    void take(
            final Situation now,
            final double needCoins,
            final double leftShare,
            final boolean isAll,
            final @Nullable ExecutionReason why) {
        for (int i = 0; i < candidates.count(); i++) {
            parts[i].clear(candidates.at(i).visible(now.side()));
        }
        planned = 0;
        cut = 0;
        left = needCoins;
        takeBack(now.side());
        final boolean isCovered = pour(now, leftShare);
        final double sent = send(now, why);
        final boolean isWhole = isCovered && cut == 0;
        final double waits = isWhole ? 0 : Math.max(needCoins - sent, 0);
        reporter.report(candidates, parts, sent > 0, now.side() * needCoins, now.side() * waits);
        if (now.decision().isTrade()) {
            now.decision().split(isWhole && isAll);
        }
    }

    private void takeBack(final int sign) {
        for (int i = 0; i < candidates.count(); i++) {
            final Candidate candidate = candidates.at(i);
            final BookLine line = candidate.line();
            if (line == null || !candidate.isLive() || i == instruments.choice().chosen()) {
                continue;
            }
            final Instrument instrument = line.instrument();
            final long most = Math.abs(instruments.reducible(line, sign)) / instrument.contractSize();
            final long lots = Math.min(most, (long) Math.floor(left / candidate.lotDelta() + LOT_TOLERANCE));
            if (lots > 0
                    && lots * instrument.contractSize() >= instrument.minAmount()
                    && planned < settings.maxSplits()) {
                price(i, sign, lots * candidate.lotDelta());
                plan(i, sign * lots * instrument.contractSize());
                parts[i].reason = SplitReason.TAKES_BACK;
                final double usd = candidate.usdOf(parts[i].amount);
                parts[i].impactUsd = candidate.takingImpact(instruments.choice().dailyVol()) * usd * Math.sqrt(usd);
                parts[i].costUsd = parts[i].rate() * usd + parts[i].impactUsd;
                left -= lots * candidate.lotDelta();
            }
        }
    }

    private void plan(final int i, final long amount) {
        parts[i].amount = amount;
        planned++;
    }

    /** What a candidate costs beside impact, share of the price. */
    private void price(final int i, final int sign, final double coins) {
        final Candidate candidate = candidates.at(i);
        final BookLine line = candidate.line();
        final double usd = coins / candidate.lotDelta() * lotUsd(candidate);
        final SplitPart part = parts[i];
        part.tradingRate = candidate.takingRate();
        part.holdingRate = instruments.choice().holdingRate(i, sign, usd);
        if (line != null) {
            final Instrument instrument = line.instrument();
            final double touch = sign > 0 ? line.ask() : line.bid();
            final Side side = sign > 0 ? Side.BUY : Side.SELL;
            final long limit = OrderSizing.limitPrice(instrument, side, touch, book.priceOffsetTicks());
            part.beyondRate = Math.max(sign * (Scaled.toDouble(limit) - touch), 0) / line.mid();
        }
    }

    private static double lotUsd(final Candidate candidate) {
        final BookLine line = candidate.line();
        return line == null ? 0 : candidate.usdOf(line.instrument().contractSize());
    }

    /** Fills up the candidates in use or fit for it; whether that covers all that is left. */
    private boolean pour(final Situation now, final double leftShare) {
        final int most = settings.maxSplits() - planned;
        if (!(left > 0) || most < 1) {
            return !(left > 0);
        }
        final double dearest = dearest(now.side());
        fill.start(left, leftShare, most, settings.splitOrderUsd());
        for (int i = 0; i < candidates.count(); i++) {
            if (parts[i].amount == 0 && instruments.choice().mayGrow(i)) {
                offer(i, now.side(), dearest);
            }
        }
        final SplitStatus status = fill.solve();
        for (int i = 0; i < candidates.count(); i++) {
            final SplitPart part = parts[i];
            final BookLine line = candidates.at(i).line();
            if (part.place != SplitPart.NONE && line != null) {
                final long lots = fill.lots(part.place);
                part.fill(lots);
                part.impactUsd = fill.impactUsd(part.place);
                part.costUsd = fill.costUsd(part.place);
                if (lots > 0) {
                    plan(i, now.side() * lots * line.instrument().contractSize());
                }
            }
        }
        return status == SplitStatus.FILLED;
    }

    /** The candidate in use prices what another may cost. */
    private double dearest(final int sign) {
        final int chosen = instruments.choice().chosen();
        price(chosen, sign, left);
        return parts[chosen].rate() + settings.splitWithin();
    }

    private void offer(final int i, final int sign, final double dearest) {
        final Candidate candidate = candidates.at(i);
        final BookLine line = candidate.line();
        if (line == null) {
            return;
        }
        final SplitPart part = parts[i];
        price(i, sign, left);
        final Instrument instrument = line.instrument();
        final long contract = instrument.contractSize();
        final long fewest = Math.max((instrument.minAmount() + contract - 1) / contract, 1);
        part.depthLots = part.visible / contract;
        final long permitted = Math.abs(orders.most(line, sign)) / contract;
        final boolean isBeyond = part.beyondRate > 0 && part.rate() + part.beyondRate <= dearest;
        final long most = isBeyond ? permitted : Math.min(part.depthLots, permitted);
        if (!(part.rate() <= dearest)) {
            part.reason = SplitReason.TOO_DEAR;
        } else if (permitted < fewest) {
            part.reason = SplitReason.NO_ROOM;
        } else if (most < fewest) {
            part.reason = SplitReason.NO_DEPTH;
        } else {
            part.place = fill.candidate(candidate.lotDelta(), lotUsd(candidate), fewest, part.depthLots, most);
            fill.costs(
                    part.place,
                    part.rate(),
                    part.beyondRate,
                    candidate.takingImpact(instruments.choice().dailyVol()));
        }
    }

    /** Sends what is planned, one order after another; coins that were sent, without sign. */
    private double send(final Situation now, final @Nullable ExecutionReason why) {
        final Decision decision = now.decision();
        if (planned == 0) {
            decision.refuse(isAnyEmpty() ? DecisionReason.NO_QUOTE : DecisionReason.POSITION);
            return 0;
        }
        double sent = 0;
        double last = 0;
        for (int i = 0; i < candidates.count(); i++) {
            final SplitPart part = parts[i];
            final BookLine line = candidates.at(i).line();
            if (part.amount == 0 || line == null) {
                continue;
            }
            if (decision.isTrade()) {
                earlierIds[earlier++] = decision.orderId();
                orders.say(now.nowNs());
                decision.next(last);
            }
            orders.send(now.book(), line, part.amount, now.target().tradeReason(), now.nowNs(), decision);
            if (decision.isTrade()) {
                isAnySent = true;
                instruments.onDecision(line, decision);
                last = instruments.deltaOf(line, decision.orderAmount());
                cut += decision.orderAmount() == part.amount ? 0 : 1;
                part.sent(decision.orderAmount(), decision.orderId(), last);
                sent += Math.abs(last);
                step(line.instrument(), decision, why);
            } else {
                part.refused();
                cut++;
            }
        }
        return sent;
    }

    /** Says that an order which takes was sent; nothing where no tactic is told of. */
    void step(final Instrument instrument, final Decision decision, final @Nullable ExecutionReason why) {
        if (why != null) {
            steps.did(
                    ExecutionAction.TAKE,
                    why,
                    instrument.id(),
                    decision.orderId(),
                    decision.orderAmount() / instrument.contractSize(),
                    decision.limitPrice(),
                    OrderSizing.tickAt(instrument, decision.limitPrice()));
        }
    }

    private boolean isAnyEmpty() {
        for (int i = 0; i < candidates.count(); i++) {
            if (parts[i].reason == SplitReason.NO_DEPTH) {
                return true;
            }
        }
        return false;
    }

    /** Whether orders of this evaluation were parts of a need. */
    boolean isAnySent() {
        return isAnySent;
    }

    /** Orders of this evaluation whose decisions were said before the last. */
    int earlier() {
        return earlier;
    }

    long earlierId(final int i) {
        return earlierIds[i];
    }

    /** Nothing is added where nothing is ever split. */
    long mixInto(final long hash) {
        return settings.isSplit() ? reporter.mixInto(hash) : hash;
    }
}
