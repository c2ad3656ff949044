package io.gimbal.engine.app;

import io.gimbal.journal.Frame;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gimbal version}. */
@Command(
        name = "version",
        description = "Show what is running: version, code hash, JDK, version of the event schema.",
        footer = {"", "Example:", "  gimbal version --json"})
final class VersionVerb implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    VersionVerb(final Streams streams) {
        this.streams = streams;
    }

    /** What is running. */
    record Version(String version, String codeHash, String jdk, int schemaId, int schemaVersion, int journalFormat) {}

    @Override
    public Integer call() {
        final Version version = new Version(
                CodeIdentity.version(),
                Hex.of(CodeIdentity.hash()),
                Runtime.version().toString(),
                MessageHeaderDecoder.SCHEMA_ID,
                MessageHeaderDecoder.SCHEMA_VERSION,
                Frame.FORMAT);
        if (output.isJson()) {
            streams.json(version);
        } else {
            streams.line("gimbal " + version.version() + " (code " + version.codeHash() + ", schema "
                    + version.schemaId() + '.' + version.schemaVersion() + ", journal format "
                    + version.journalFormat() + ", JDK " + version.jdk() + ')');
        }
        return ExitCode.OK;
    }
}
