package io.gimbal.engine.analysis.frontier;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The chart of a {@link FrontierPicture}: error over cost around the clock's cost, both axes logarithmic, as inline
 * SVG.
 */
final class FrontierChart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 520;
    private static final int LEFT = 56;
    private static final int RIGHT = 190;
    private static final int TOP = 16;
    private static final int BOTTOM = 44;
    private static final int LABEL_HEIGHT = 15;
    private static final double FAR = 4.0;
    private static final int COLOURS = 13;
    private static final double[] TICKS = {1, 2, 5};

    private final List<Line> lines;
    private final double clockCost;
    private final Axes axes;
    private final double leastCost;
    private final double mostCost;
    private final double leastError;
    private final double mostError;

    FrontierChart(final List<Line> lines, final double clockCost) {
        this(lines, clockCost, Axes.PREMIUM);
    }

    FrontierChart(final List<Line> lines, final double clockCost, final Axes axes) {
        this.lines = List.copyOf(lines);
        this.clockCost = clockCost;
        this.axes = axes;
        leastCost = axes.least > 0 ? axes.least : clockCost / FAR;
        mostCost = axes.most > 0 ? axes.most : clockCost * FAR;
        double least = Double.POSITIVE_INFINITY;
        double most = 0.0;
        for (final Line line : lines) {
            for (final Dot dot : shown(line)) {
                least = Math.min(least, dot.error);
                most = Math.max(most, dot.error);
            }
        }
        leastError = most > 0 ? 0.9 * least : 1.0;
        mostError = most > 0 ? 1.1 * most : 10.0;
    }

    /**
     * What the axes say, and the costs between which is drawn.
     *
     * @param cost  below the horizontal one
     * @param error beside the vertical one
     * @param least cost; 0 for a quarter of the clock's
     * @param most  cost; 0 for four times the clock's
     */
    record Axes(String cost, String error, double least, double most) {
        static final Axes PREMIUM =
                new Axes("cost, % of premium (dashed: the clock's)", "tracking error, % of premium", 0, 0);
    }

    /** What is drawn of a policy. */
    record Line(String policy, List<Dot> dots) {
        Line {
            dots = List.copyOf(dots);
        }
    }

    /** One value of its parameter. */
    record Dot(String label, double cost, double error) {}

    void draw(final Writer out) throws IOException {
        line(
                out,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Tracking error over"
                        + " cost, one line per policy\">",
                WIDTH,
                HEIGHT);
        axes(out);
        if (clockCost >= leastCost && clockCost <= mostCost) {
            mark(out);
        }
        for (int i = 0; i < lines.size(); i++) {
            curve(out, lines.get(i), i);
        }
        labels(out);
        line(out, "</svg>");
    }

    private void mark(final Writer out) throws IOException {
        line(
                out,
                "<line class=\"clock\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
                x(clockCost),
                TOP,
                x(clockCost),
                HEIGHT - BOTTOM);
    }

    private void axes(final Writer out) throws IOException {
        for (double decade = 0.01; decade < 1e9; decade *= 10) {
            for (final double tick : TICKS) {
                final double value = tick * decade;
                if (value >= leastCost && value <= mostCost) {
                    line(
                            out,
                            "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/><text x=\"%.1f\""
                                    + " y=\"%d\" text-anchor=\"middle\">%s</text>",
                            x(value),
                            TOP,
                            x(value),
                            HEIGHT - BOTTOM,
                            x(value),
                            HEIGHT - BOTTOM + 16,
                            tick(value));
                }
                if (value >= leastError && value <= mostError) {
                    line(
                            out,
                            "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/><text x=\"%d\""
                                    + " y=\"%.1f\" text-anchor=\"end\">%s</text>",
                            LEFT,
                            y(value),
                            WIDTH - RIGHT,
                            y(value),
                            LEFT - 6,
                            y(value) + 4,
                            tick(value));
                }
            }
        }
        line(
                out,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 8,
                escaped(axes.cost));
        line(
                out,
                "<text transform=\"translate(14,%d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                (TOP + HEIGHT - BOTTOM) / 2,
                escaped(axes.error));
    }

    private void curve(final Writer out, final Line of, final int index) throws IOException {
        final StringBuilder points = new StringBuilder();
        for (final Dot dot : shown(of)) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(dot.cost), y(dot.error)));
        }
        if (points.length() == 0) {
            return;
        }
        final String dash = of.policy.endsWith("-target") ? " stroke-dasharray=\"6 4\"" : "";
        line(
                out,
                "<polyline class=\"line\" style=\"stroke:var(--c%d)\"%s points=\"%s\"/>",
                index % COLOURS,
                dash,
                points.toString().strip());
        for (final Dot dot : shown(of)) {
            line(
                    out,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" style=\"fill:var(--c%d)\"><title>%s: %s, cost %.3f,"
                            + " error %.3f</title></circle>",
                    x(dot.cost),
                    y(dot.error),
                    index % COLOURS,
                    escaped(of.policy),
                    escaped(dot.label),
                    dot.cost,
                    dot.error);
        }
    }

    private void labels(final Writer out) throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            final int at = TOP + 12 + i * LABEL_HEIGHT;
            line(
                    out,
                    "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" style=\"fill:var(--c%d)\"/><text x=\"%d\""
                            + " y=\"%d\">%s</text>",
                    WIDTH - RIGHT + 14,
                    at - 6,
                    i % COLOURS,
                    WIDTH - RIGHT + 34,
                    at,
                    escaped(lines.get(i).policy));
        }
    }

    private List<Dot> shown(final Line of) {
        final List<Dot> shown = new ArrayList<>();
        for (final Dot dot : of.dots) {
            if (dot.cost >= leastCost && dot.cost <= mostCost && dot.error > 0) {
                shown.add(dot);
            }
        }
        return shown;
    }

    private double x(final double cost) {
        return LEFT + (WIDTH - RIGHT - LEFT) * Math.log(cost / leastCost) / Math.log(mostCost / leastCost);
    }

    private double y(final double error) {
        return TOP + (HEIGHT - BOTTOM - TOP) * Math.log(mostError / error) / Math.log(mostError / leastError);
    }

    private static String tick(final double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.2g", value);
    }

    private static void line(final Writer out, final String format, final Object... values) throws IOException {
        out.write(String.format(Locale.ROOT, format, values));
        out.write('\n');
    }

    static String escaped(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
