package io.gimbal.engine.hedging;

/**
 * Measures how wide the band was, weighted by how long each width stood. While there is none, of a clock or while the book
 * cannot be valued, nothing counts. A report of what the decisions said already: it is part of no fingerprint. Never
 * decides. Owned by the engine thread; allocates nothing.
 */
public final class BandWidth {
    private static final double BASIS_POINTS = 1e4;

    private long sinceNs;
    private double width = Double.NaN;
    private double move = Double.NaN;
    private double lastWidth = Double.NaN;
    private double lastMove = Double.NaN;
    private double widthSum;
    private double widthNs;
    private double moveSum;
    private double moveNs;
    private boolean isConstant = true;

    BandWidth() {}

    /**
     * A band stands from now on.
     *
     * @param nowNs     engine time
     * @param halfWidth coins, at least 0
     * @param gamma     effective gamma, coins per USD, at least 0
     * @param price     USD per coin
     */
    void see(final long nowNs, final double halfWidth, final double gamma, final double price) {
        advance(nowNs);
        width = halfWidth;
        move = gamma > 0 && price > 0 ? BASIS_POINTS * halfWidth / (gamma * price) : Double.NaN;
        isConstant &= Double.isNaN(lastWidth) || lastWidth == width;
        lastWidth = width;
        lastMove = Double.isNaN(move) ? lastMove : move;
    }

    /** No band stands from now on. */
    void none(final long nowNs) {
        advance(nowNs);
        width = Double.NaN;
        move = Double.NaN;
    }

    private void advance(final long nowNs) {
        final double stood = nowNs - sinceNs;
        if (width >= 0) {
            widthSum += stood * width;
            widthNs += stood;
        }
        if (move >= 0) {
            moveSum += stood * move;
            moveNs += stood;
        }
        sinceNs = nowNs;
    }

    /** {@return mean half-width, coins; not a number where there never was a band} */
    public double meanCoins() {
        return isConstant || !(widthNs > 0) ? lastWidth : widthSum / widthNs;
    }

    /** {@return whether every band was as wide as the others; true where there was none} */
    public boolean isConstant() {
        return isConstant;
    }

    /**
     * {@return mean move of the price that carries the delta by the half-width, basis points, at the effective gamma of each
     * moment; not a number where there never was one}
     */
    public double meanMoveBp() {
        return moveNs > 0 ? moveSum / moveNs : lastMove;
    }
}
