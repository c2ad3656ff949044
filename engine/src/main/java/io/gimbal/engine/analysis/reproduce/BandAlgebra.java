package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.hedging.policy.Bands;
import io.gimbal.engine.market.SplitMix64;
import java.util.List;

/**
 * The rates that every band rule rests upon, simulated: a deviation of unit variance rate between trades, traded from 1
 * back to an inner band. The mean square is (H² + L²) / 6 and the trades per unit of time 1 / (H² − L²).
 *
 * <p>A walk on a grid, which reaches the band exactly: a Brownian motion that leaves plus or minus one cell takes on
 * average the square of the cell, and its mean square meanwhile is a sixth of that above the square of where it
 * started. So nothing is lost between the steps and only chance remains.
 */
final class BandAlgebra implements PublishedTable {
    private static final int CELLS = 20;
    private static final double CELL = 1.0 / CELLS;
    private static final int CYCLES = 500_000;
    private static final long SEED = 600L;
    private static final int TIME = 0;
    private static final int SQUARE = 1;
    private static final int QUANTITIES = 2;

    @Override
    public String name() {
        return "band-algebra";
    }

    @Override
    public String source() {
        return "exit times of a Brownian motion; equal-count ratio: M. Fukasawa (2011), P. Wilmott";
    }

    @Override
    public List<ReproducedRow> run(final ReproduceScale scale) {
        final Findings findings = new Findings(name());
        final int cycles = scale.paths(CYCLES);
        for (final int inner : List.of(0, CELLS / 2, CELLS * 4 / 5)) {
            final Sampled found = new MonteCarlo(scale.threads())
                    .run(SEED + inner, cycles, QUANTITIES, (random, paths, out) -> walk(inner, random, paths, out));
            final Estimate square = found.estimate(BandAlgebra::meanSquare);
            final Estimate trades =
                    found.estimate(block -> 1.0 / block.get(TIME).mean());
            findings.put("band_" + inner * 5 + "_square", square, cycles);
            findings.put("band_" + inner * 5 + "_trades", trades, cycles);
            findings.put("band_" + inner * 5 + "_formula", Bands.meanSquare(1.0, inner * CELL));
            if (inner == 0) {
                final Estimate ratio = found.estimate(block ->
                        Math.sqrt(2.0 * meanSquare(block) / block.get(TIME).mean()));
                findings.put("band_equal_trades", ratio, cycles);
            }
        }
        return findings.rows();
    }

    private static double meanSquare(final List<Moments> block) {
        return block.get(SQUARE).mean() / block.get(TIME).mean();
    }

    /** Walks from the inner band to the outer one, again and again. */
    private static void walk(final int inner, final SplitMix64 random, final int cycles, final List<Moments> out) {
        final double perStep = CELL * CELL;
        long bits = 0;
        int bitsLeft = 0;
        for (int cycle = 0; cycle < cycles; cycle++) {
            long at = inner;
            long steps = 0;
            long squares = 0;
            while (at < CELLS && at > -CELLS) {
                if (bitsLeft == 0) {
                    bits = random.nextLong();
                    bitsLeft = Long.SIZE;
                }
                steps++;
                squares += at * at;
                at += 1L - ((bits & 1L) << 1);
                bits >>>= 1;
                bitsLeft--;
            }
            out.get(TIME).add(steps * perStep);
            out.get(SQUARE).add((squares + steps / 6.0) * perStep * perStep);
        }
    }
}
