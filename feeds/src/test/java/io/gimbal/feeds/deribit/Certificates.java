package io.gimbal.feeds.deribit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Certificates for a test, made by the {@code keytool} of the running Java; nothing outlives the folder they are in. */
final class Certificates {
    private static final String PASSWORD = "of-no-importance";
    private static final String VALID_DAYS = "10";

    private final Path file;

    Certificates(final Path file) {
        this.file = file;
    }

    /** Makes an authority. */
    Certificates authority(final String alias) {
        keytool(alias, "CN=An Authority", "-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign");
        return this;
    }

    /** Makes a certificate that an authority vouches for, valid for ten days from so many days after today. */
    Certificates issue(final String alias, final String authority, final String host, final int startDays) {
        keytool(
                alias,
                "CN=" + host,
                "-signer",
                authority,
                "-startdate",
                (startDays < 0 ? "" : "+") + startDays + "d",
                "-ext",
                "san=dns:" + host);
        return this;
    }

    /** Makes a certificate that nobody else vouches for. */
    Certificates selfSigned(final String alias, final String host) {
        keytool(alias, "CN=" + host, "-ext", "san=dns:" + host);
        return this;
    }

    X509Certificate certificate(final String alias) {
        try {
            return (X509Certificate) store().getCertificate(alias);
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate[] chain(final String alias) {
        try {
            return Arrays.copyOf(
                    store().getCertificateChain(alias),
                    store().getCertificateChain(alias).length,
                    X509Certificate[].class);
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    PrivateKey key(final String alias) {
        try {
            return (PrivateKey) store().getKey(alias, PASSWORD.toCharArray());
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore store() {
        try (InputStream in = Files.newInputStream(file)) {
            final KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keytool(final String alias, final String name, final String... options) {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-validity",
                VALID_DAYS));
        Stream.of("-keystore", file.toString(), "-storepass", PASSWORD, "-alias", alias, "-dname", name)
                .forEach(command::add);
        command.addAll(List.of(options));
        try {
            final Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("no certificate: alias=" + alias + ", keytool=" + said);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
