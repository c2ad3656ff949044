package io.gimbal.engine.greeks;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.pricing.BlackSums;
import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/**
 * The options of one expiry and one settlement, netted: calls and puts of a strike that share a volatility are one record
 * of a strip of calls, because a put is its call less the forward plus the strike. Owned by the engine thread.
 */
final class ExpiryStrip {
    private static final int PER_STRIKE = 2;
    private static final long UNKNOWN = -1;

    private final StripValuer valuer;
    private final Long2LongHashMap strikes = new Long2LongHashMap(UNKNOWN);
    private long[] amounts = {};
    private double[] vols = {};
    private boolean[] isTaken = {};
    private int records;
    private int blind;
    private long putAmount;
    private double putStrikes;
    private boolean isPutChanged;

    ExpiryStrip(final Valuation valuation) {
        valuer = new StripValuer(valuation);
    }

    void clear() {
        valuer.clear();
        strikes.clear();
        records = 0;
        blind = 0;
        putAmount = 0;
        putStrikes = 0.0;
    }

    /**
     * The record of an option: even for calls, odd for puts; one pair per strike, and a further one where instruments
     * differ in their currency of payment alone.
     */
    int add(final double strike, final boolean isCall) {
        final long key = Double.doubleToRawLongBits(strike);
        long pair = strikes.get(key);
        final int side = isCall ? 0 : 1;
        if (pair == UNKNOWN || isTaken[(int) pair + side]) {
            pair = records;
            strikes.put(key, pair);
            valuer.add(strike);
            valuer.add(strike);
            records += PER_STRIKE;
            if (amounts.length < records) {
                amounts = Arrays.copyOf(amounts, 2 * records);
                vols = Arrays.copyOf(vols, 2 * records);
                isTaken = Arrays.copyOf(isTaken, 2 * records);
            }
            for (int i = records - PER_STRIKE; i < records; i++) {
                amounts[i] = 0;
                vols[i] = 0.0;
                isTaken[i] = false;
            }
        }
        isTaken[(int) pair + side] = true;
        return (int) pair + side;
    }

    /** Takes a line's position and volatility. */
    void set(final int record, final BookLine line) {
        final boolean isPut = (record & 1) != 0;
        final boolean wasBlind = isBlind(record);
        if (isPut && line.amount() != amounts[record]) {
            putAmount += line.amount() - amounts[record];
            isPutChanged = true;
        }
        blind -= wasBlind ? 1 : 0;
        amounts[record] = line.amount();
        vols[record] = line.vol();
        blind += isBlind(record) ? 1 : 0;
        isPutChanged |= isPut && wasBlind != isBlind(record);
        net(record & ~1);
    }

    private boolean isBlind(final int record) {
        return amounts[record] != 0 && !isVol(vols[record]);
    }

    private static boolean isVol(final double vol) {
        return vol > 0.0 && vol <= Double.MAX_VALUE;
    }

    private void net(final int call) {
        final int put = call + 1;
        if (vols[call] == vols[put] && isVol(vols[call])) {
            valuer.set(put, 0.0, vols[call]);
            valuer.set(call, Scaled.toDouble(amounts[call] + amounts[put]), vols[call]);
        } else {
            own(call);
            own(put);
        }
    }

    private void own(final int record) {
        if (isVol(vols[record])) {
            valuer.set(record, Scaled.toDouble(amounts[record]), vols[record]);
        } else {
            valuer.set(record, 0.0, 1.0);
        }
    }

    /** Positions without a volatility: the sums lack them. */
    int blind() {
        return blind;
    }

    /** Records that something is held of, after netting. */
    int held() {
        return valuer.held();
    }

    StripValuer valuer() {
        return valuer;
    }

    /** Brings the sums to a forward and a time; positive both. */
    void value(final double forward, final double years) {
        valuer.value(forward, years);
        if (isPutChanged) {
            isPutChanged = false;
            putStrikes = 0.0;
            for (int put = 1; put < records; put += PER_STRIKE) {
                putStrikes = Math.fma(heldPuts(put), valuer.strip().strike(put), putStrikes);
            }
        }
    }

    /** A put that no volatility is known of is missing everywhere. */
    private double heldPuts(final int put) {
        return isVol(vols[put]) ? Scaled.toDouble(amounts[put]) : 0.0;
    }

    /** Coins: calls less puts at parity. */
    double delta() {
        return valuer.sums()[BlackSums.DELTA] - putCoins();
    }

    private double putCoins() {
        if (blind == 0) {
            return Scaled.toDouble(putAmount);
        }
        double coins = 0.0;
        for (int put = 1; put < records; put += PER_STRIKE) {
            coins += heldPuts(put);
        }
        return coins;
    }

    /** What rounding the puts' quantity, and taking it from the calls' delta, may add to the error of delta. */
    double parityError() {
        return Math.ulp(putCoins()) + Math.ulp(valuer.sums()[BlackSums.DELTA]);
    }

    /** USD. */
    double value(final double forward) {
        return BlackSums.value(valuer.sums(), forward) + putStrikes - forward * putCoins();
    }

    /** USD per USD of strike. */
    double dualDelta() {
        return BlackSums.dualDelta(valuer.allSums()) + putCoins();
    }
}
