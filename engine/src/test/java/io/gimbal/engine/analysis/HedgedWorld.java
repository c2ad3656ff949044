package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.engine.pricing.surface.HullWhiteCoefficients;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A market whose volatilities obey known minimum-variance coefficients: day by day the forward goes up or down, as often as
 * the other, by 1 to 3 %, and each option's volatility by (a + b delta + c delta^2) / sqrt(T) of that.
 */
final class HedgedWorld {
    static final long START_NS = 1_700_000_000_000_000_000L;
    static final long DAY_NS = 86_400_000_000_000L;
    static final HullWhiteCoefficients LAW = new HullWhiteCoefficients(
            new HullWhiteCoefficients.Side(-0.25, 0.40, -0.50), new HullWhiteCoefficients.Side(-0.20, -0.30, -0.60));
    static final String HEADER = "timestamp,instrument_name,underlying_index,underlying_price,"
            + "index_price,mark_price,mark_iv,best_bid_price,best_bid_amount,best_ask_price,best_ask_amount,delta,"
            + "gamma,vega,theta,rho,open_interest\n";

    // 08:00 UTC of the last Fridays of 2024 and 2025.
    private static final String[] EXPIRY_NAMES = {"27DEC24", "26DEC25"};
    private static final long[] EXPIRIES_NS = {1_735_286_400_000_000_000L, 1_766_736_000_000_000_000L};

    private final List<Point> points = new ArrayList<>();

    /** One option on one day. */
    record Point(
            int day,
            int id,
            String name,
            long timeNs,
            long expiryNs,
            int strike,
            boolean isCall,
            double forward,
            double vol) {
        String row() {
            return String.format(
                    Locale.ROOT,
                    "%d,%s,SYN,%.8f,%.8f,0.01,%.8f,0.01,1,0.02,1,0,0,0,0,0,1%n",
                    timeNs / 1_000_000,
                    name,
                    forward,
                    forward,
                    100.0 * vol);
        }
    }

    /** An even number of days; the options of a day are recorded a tenth of a second after each other. */
    HedgedWorld(final long seed, final int days) {
        final double[] moves = moves(new SplittableRandom(seed), days);
        int id = 0;
        for (int e = 0; e < EXPIRIES_NS.length; e++) {
            for (int strike = 20_000; strike <= 60_000; strike += 4_000) {
                for (final boolean isCall : new boolean[] {true, false}) {
                    option(++id, e, strike, isCall, moves);
                }
            }
        }
        points.sort((one, other) -> Long.compare(one.timeNs(), other.timeNs()));
    }

    List<Point> points() {
        return points;
    }

    private static double[] moves(final SplittableRandom random, final int days) {
        final double[] moves = new double[days];
        for (int i = 0; i < days; i += 2) {
            final double size = random.nextDouble(0.01, 0.03);
            final double sign = random.nextBoolean() ? 1.0 : -1.0;
            moves[i] = sign * size;
            moves[i + 1] = -sign * size;
        }
        for (int i = days - 1; i > 0; i--) {
            final int other = random.nextInt(i + 1);
            final double move = moves[i];
            moves[i] = moves[other];
            moves[other] = move;
        }
        return moves;
    }

    private void option(final int id, final int expiry, final int strike, final boolean isCall, final double[] moves) {
        final String name = "BTC-" + EXPIRY_NAMES[expiry] + "-" + strike + "-" + (isCall ? "C" : "P");
        final HullWhiteCoefficients.Side law = isCall ? LAW.calls() : LAW.puts();
        final OptionGreeks greeks = new OptionGreeks();
        double forward = 37_000.0;
        double vol = 0.6;
        for (int day = 0; day <= moves.length; day++) {
            final long timeNs = START_NS + day * DAY_NS + id * 100_000_000L;
            points.add(new Point(day, id, name, timeNs, EXPIRIES_NS[expiry], strike, isCall, forward, vol));
            if (day < moves.length) {
                final double years = TimeToExpiry.years(timeNs, EXPIRIES_NS[expiry]);
                Black76.evaluate(isCall, forward, strike, years, vol, greeks);
                final double delta = greeks.delta();
                vol += (law.a() + law.b() * delta + law.c() * delta * delta) / Math.sqrt(years) * moves[day];
                forward *= 1.0 + moves[day];
            }
        }
    }
}
