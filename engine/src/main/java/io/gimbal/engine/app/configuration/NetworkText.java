package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Writes a network as {@link NetworkFile} reads it. */
public final class NetworkText {
    private static final int PER_LINE = 4;

    private NetworkText() {}

    /**
     * Writes the whole file.
     *
     * @param network    and all its words
     * @param isKept     whether it was better than the closed forms
     * @param provenance where it comes from, by key; text, whole numbers, decimals
     * @param tests      how it did, one table each, by key
     * @param writer     takes the text; not closed
     * @throws IOException when the writer fails
     */
    public static void write(
            final BandNetwork network,
            final boolean isKept,
            final Map<String, Object> provenance,
            final List<Map<String, Object>> tests,
            final Writer writer)
            throws IOException {
        writer.write(
                "# A network of the policy band-network, written by `gimbal train`. Numbers of [weights], [domain] and"
                        + " [cells] are\n# hexadecimal doubles; change one, and the digest refuses the file.\n");
        line(writer, NetworkFile.FORMAT_KEY, NetworkFile.FORMAT);
        line(writer, NetworkFile.ARCHITECTURE_KEY, NetworkFile.ARCHITECTURE);
        line(writer, NetworkFile.KEPT_KEY, isKept);
        line(writer, NetworkFile.DIGEST_KEY, NetworkFile.digest(network));
        writer.write("\n[provenance]\n");
        for (final Map.Entry<String, Object> entry : provenance.entrySet()) {
            line(writer, entry.getKey(), entry.getValue());
        }
        for (final Map<String, Object> test : tests) {
            writer.write("\n[[test]]\n");
            for (final Map.Entry<String, Object> entry : test.entrySet()) {
                line(writer, entry.getKey(), entry.getValue());
            }
        }
        String table = "";
        for (final NetworkFile.Part part : NetworkFile.PARTS) {
            if (!part.table().equals(table)) {
                table = part.table();
                writer.write("\n[" + table + "]\n");
            }
            words(network, part, writer);
        }
    }

    private static void line(final Writer writer, final String key, final Object value) throws IOException {
        writer.write(key + " = " + (value instanceof String ? "\"" + value + '"' : value) + "\n");
    }

    private static void words(final BandNetwork network, final NetworkFile.Part part, final Writer writer)
            throws IOException {
        writer.write(part.name() + " = [");
        for (int i = part.from(); i < part.to(); i++) {
            writer.write(((i - part.from()) % PER_LINE == 0 ? "\n  " : " ") + '"' + Double.toHexString(network.word(i))
                    + "\",");
        }
        writer.write("\n]\n");
    }
}
