package io.gimbal.engine.market.path;

import io.gimbal.engine.market.SplitMix64;

/** Draws price paths of a market without drift. Holds no state between paths: the random stream decides alone. */
public interface PathModel {
    /**
     * Draws one path.
     *
     * @param random where chance comes from; equal streams give equal paths
     * @param into   filled completely; its grid is the one drawn on
     */
    void draw(SplitMix64 random, PricePath into);
}
