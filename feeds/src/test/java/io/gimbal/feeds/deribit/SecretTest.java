package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.journal.LeakCheckedTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class SecretTest extends LeakCheckedTest {
    private static final String CANARY = "canary-0123456789";

    @Test
    void shouldReadAFileOfItsOwnersOnly() throws IOException {
        final Secret secret = Secret.resolve("file:" + file("r--------"), name -> null);

        assertThat(new String(secret.bytes(), StandardCharsets.US_ASCII)).isEqualTo(CANARY);
    }

    @Test
    void shouldRefuseAFileThatOthersMayRead() throws IOException {
        final Path open = file("r--r-----");

        assertThatThrownBy(() -> Secret.fromFile(open))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(open.toString())
                .hasMessageNotContaining("canary-0");
    }

    @Test
    void shouldResolveAReferenceToTheEnvironment() {
        final Secret secret = Secret.resolve("env:KEY", name -> name.equals("KEY") ? CANARY + "\n" : null);

        assertThat(secret.bytes()).hasSize(CANARY.length());
        assertThatThrownBy(() -> Secret.resolve("env:NONE", name -> null)).hasMessageContaining("env:NONE");
    }

    @Test
    void shouldNotTakeASecretInPlaceOfAReference() {
        assertThatThrownBy(() -> Secret.resolve(CANARY, name -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void shouldHaveNoTextAndBeGoneWhenClosed() {
        final Secret secret = Secret.of(CANARY.toCharArray());
        assertThat(secret.toString()).doesNotContain("canary");

        secret.close();

        assertThat(secret.bytes()).containsOnly(0);
    }

    private Path file(final String mode) throws IOException {
        final Path path = directory.resolve("key-" + mode.length() + mode.hashCode());
        Files.writeString(path, CANARY + "\n");
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
