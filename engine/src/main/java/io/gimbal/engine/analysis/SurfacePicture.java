package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.surface.SviParameters;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Draws a surface as SVG: one panel per expiry with the smile as a line and every quote as a bar from bid to ask, over
 * log-moneyness. A fixed layout, so the same report gives the same bytes; no scripts, no fonts of its own.
 */
public final class SurfacePicture {
    private static final int COLUMNS = 4;
    private static final int PANEL_WIDTH = 320;
    private static final int PANEL_HEIGHT = 220;
    private static final int MARGIN = 40;
    private static final int POINTS = 80;
    private static final double PADDING = 0.06;

    private final Writer out;

    private SurfacePicture(final Writer out) {
        this.out = out;
    }

    /**
     * Writes a picture, whole or not at all.
     *
     * @param report what to draw
     * @param file   replaced where it exists
     * @throws IOException when it cannot be written
     */
    public static void write(final SurfaceReport report, final Path file) throws IOException {
        AtomicFile.write(file, writer -> new SurfacePicture(writer).draw(report));
    }

    private void draw(final SurfaceReport report) throws IOException {
        final int rows = report.coins().stream()
                .mapToInt(coin -> rows(coin.expiries().size()))
                .sum();
        final int height = rows * PANEL_HEIGHT + report.coins().size() * MARGIN;
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\">",
                COLUMNS * PANEL_WIDTH, height);
        line("<style>.box{fill:none;stroke:#bbb}.quote{stroke:#39c;stroke-width:2}.smile{fill:none;stroke:#c30;"
                + "stroke-width:1.5}text{font-size:11px;fill:#333}</style>");
        line("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
        int top = 0;
        for (final SurfaceReport.Coin coin : report.coins()) {
            line(
                    "<text x=\"8\" y=\"%d\" style=\"font-size:16px\">%s</text>",
                    top + MARGIN / 2 + 6, escaped(coin.coin()));
            panels(coin.expiries(), top + MARGIN);
            top += MARGIN + rows(coin.expiries().size()) * PANEL_HEIGHT;
        }
        line("</svg>");
    }

    private void panels(final List<SurfaceReport.Expiry> expiries, final int top) throws IOException {
        for (int i = 0; i < expiries.size(); i++) {
            panel(expiries.get(i), i % COLUMNS * PANEL_WIDTH, top + i / COLUMNS * PANEL_HEIGHT);
        }
    }

    private void panel(final SurfaceReport.Expiry expiry, final int left, final int top) throws IOException {
        final Frame frame = Frame.of(expiry, left, top);
        line(
                "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                left + MARGIN, top, PANEL_WIDTH - MARGIN - 8, PANEL_HEIGHT - MARGIN);
        final SurfaceReport.Slice slice = expiry.slice();
        line(
                "<text x=\"%d\" y=\"%d\">%s  %s</text>",
                left + MARGIN + 4, top + 13, escaped(expiry.expiry()), slice == null ? "no slice" : slice.status());
        label(left + 2, top + 10, frame.high);
        label(left + 2, top + PANEL_HEIGHT - MARGIN, frame.low);
        label(left + MARGIN, top + PANEL_HEIGHT - MARGIN + 14, frame.first);
        label(left + PANEL_WIDTH - MARGIN, top + PANEL_HEIGHT - MARGIN + 14, frame.last);
        for (final SurfaceReport.Quote quote : expiry.quotes()) {
            line(
                    "<line class=\"quote\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                    frame.x(quote.k()), frame.y(quote.bidVol()), frame.x(quote.k()), frame.y(quote.askVol()));
        }
        if (slice != null) {
            smile(slice, expiry.timeToExpiryYears(), frame);
        }
    }

    private void smile(final SurfaceReport.Slice slice, final double years, final Frame frame) throws IOException {
        final SviParameters smile = new SviParameters();
        smile.set(slice.a(), slice.b(), slice.rho(), slice.m(), slice.sigma());
        final StringBuilder points = new StringBuilder();
        for (int i = 0; i <= POINTS; i++) {
            final double k = frame.first + (frame.last - frame.first) * i / POINTS;
            final double vol = Math.sqrt(smile.totalVariance(k) / years);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", frame.x(k), frame.y(vol)));
        }
        line("<polyline class=\"smile\" points=\"%s\"/>", points.toString().strip());
    }

    private void label(final int x, final int y, final double value) throws IOException {
        line("<text x=\"%d\" y=\"%d\">%.2f</text>", x, y, value);
    }

    private void line(final String format, final Object... values) throws IOException {
        out.write(String.format(Locale.ROOT, format, values));
        out.write('\n');
    }

    private static int rows(final int panels) {
        return (panels + COLUMNS - 1) / COLUMNS;
    }

    private static String escaped(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The scales of a panel. */
    private record Frame(int left, int top, double first, double last, double low, double high) {
        static Frame of(final SurfaceReport.Expiry expiry, final int left, final int top) {
            double first = Double.POSITIVE_INFINITY;
            double last = Double.NEGATIVE_INFINITY;
            double low = Double.POSITIVE_INFINITY;
            double high = 0.0;
            for (final SurfaceReport.Quote quote : expiry.quotes()) {
                first = Math.min(first, quote.k());
                last = Math.max(last, quote.k());
                low = Math.min(low, quote.bidVol());
                high = Math.max(high, quote.askVol());
            }
            if (!(last > first && high > low)) {
                return new Frame(left, top, -1.0, 1.0, 0.0, 2.0);
            }
            final double width = PADDING * (last - first);
            final double height = PADDING * (high - low);
            return new Frame(left, top, first - width, last + width, Math.max(low - height, 0.0), high + 2.0 * height);
        }

        double x(final double k) {
            return left + MARGIN + (PANEL_WIDTH - MARGIN - 8) * (k - first) / (last - first);
        }

        double y(final double vol) {
            final double inside = Math.min(Math.max((vol - low) / (high - low), 0.0), 1.0);
            return top + (PANEL_HEIGHT - MARGIN) * (1.0 - inside);
        }
    }
}
