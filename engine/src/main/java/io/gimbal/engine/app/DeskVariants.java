package io.gimbal.engine.app;

import io.gimbal.engine.analysis.whatif.BookOpening;
import io.gimbal.engine.analysis.whatif.NamedPolicy;
import io.gimbal.engine.analysis.whatif.NetworkSource;
import io.gimbal.engine.analysis.whatif.PolicyVariant;
import io.gimbal.engine.app.configuration.BookVariant;
import io.gimbal.engine.app.configuration.ConfigurationException;
import io.gimbal.engine.app.configuration.NetworkFile;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Ways of hedging as people write them on the command line; what cannot be meant is a wrong use of a verb. */
final class DeskVariants {
    private DeskVariants() {}

    /**
     * Reads {@code --policy}.
     *
     * @param text     {@code NAME[:key=value,…]}
     * @param networks where networks come from
     * @return every book under that policy
     */
    static PolicyVariant policy(final String text, final NetworkSource networks) {
        try {
            return NamedPolicy.parse(text, networks).variant();
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.USAGE, "--policy: " + e.getMessage());
        }
    }

    /**
     * Reads {@code --variant}, and tries it on every book.
     *
     * @param text     {@code NAME:KEY=VALUE,…}
     * @param openings of the session
     * @return every book so changed
     */
    static PolicyVariant variant(final String text, final List<BookOpening> openings) {
        try {
            final BookVariant variant = BookVariant.parse(text);
            openings.forEach(opening -> variant.of(recorded(opening)));
            return new PolicyVariant(variant.name(), opening -> variant.of(recorded(opening)));
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.USAGE, "--variant: " + e.getMessage());
        } catch (final ConfigurationException e) {
            throw new VerbException(
                    ExitCode.USAGE, "--variant " + text + ": " + String.join("; ", BookVariant.messages(e)));
        }
    }

    private static BookVariant.Recorded recorded(final BookOpening opening) {
        return new BookVariant.Recorded(
                opening.underlyingId(),
                opening.coin(),
                opening.hedge(),
                opening.isSmileFitted(),
                opening.events(),
                opening.instruments());
    }

    /**
     * Reads the file of a network.
     *
     * @param file its name
     * @return the network
     * @throws IllegalArgumentException when it is none, or one that was no better than the closed forms
     */
    static BandNetwork network(final String file) {
        try {
            return NetworkFile.read(Path.of(file));
        } catch (final InvalidPathException e) {
            throw new IllegalArgumentException("network=" + file + " is no path of a file", e);
        } catch (final ConfigurationException e) {
            throw new IllegalArgumentException("network=" + file + " is refused: " + e.getMessage(), e);
        }
    }
}
