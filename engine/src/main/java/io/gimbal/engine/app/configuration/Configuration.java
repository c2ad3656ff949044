package io.gimbal.engine.app.configuration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Everything a run was asked for: effective values, defaults included. Immutable.
 *
 * @param engine        section engine
 * @param rate          section rate
 * @param pipeline      section pipeline
 * @param journal       section journal
 * @param surface       section surface
 * @param overlay       section overlay
 * @param venue         section venue
 * @param simulation    section simulation
 * @param fees          section fees
 * @param books         the books in the order of the file; immutable, empty when only defaults were read
 * @param warnings      what can be used and is hardly meant, in the order of the file
 * @param canonical     all of it in one defined form: equal settings, equal text
 */
public record Configuration(
        EngineSettings engine,
        RateSettings rate,
        PipelineSettings pipeline,
        JournalSettings journal,
        SurfaceSettings surface,
        OverlaySettings overlay,
        VenueSettings venue,
        SimulationSettings simulation,
        FeeSettings fees,
        List<BookSettings> books,
        List<Problem> warnings,
        CanonicalForm canonical) {
    /** {@return first eight bytes, big-endian, of the SHA-256 of the canonical text in UTF-8} */
    public long hash() {
        try {
            final byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(canonical.text().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
