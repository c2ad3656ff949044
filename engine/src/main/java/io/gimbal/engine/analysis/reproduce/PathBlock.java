package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.market.SplitMix64;
import java.util.List;

/**
 * A simulation of some paths that shares nothing with other blocks; runs on several threads at once, so it keeps no
 * state.
 */
@FunctionalInterface
interface PathBlock {
    /**
     * Simulates.
     *
     * @param random the block's own stream
     * @param paths  how many
     * @param out    one for each quantity of the simulation
     */
    void simulate(SplitMix64 random, int paths, List<Moments> out);
}
