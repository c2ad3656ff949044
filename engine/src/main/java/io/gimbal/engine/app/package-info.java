/**
 * The daemon and the command line: the only place that sees every part.
 *
 * <pre>
 *   GimbalMain ──► CommandLineTool ──► one …Verb ──► Streams   (JSON on standard output, everything else on standard error)
 *                       │ maps failures to exit codes
 *                       ▼
 *                   ExitCode
 * </pre>
 *
 * Neighbours: {@code app.configuration} reads what the user wants; verbs build the rest of the house from plain
 * constructors.
 */
@NullMarked
package io.gimbal.engine.app;

import org.jspecify.annotations.NullMarked;
