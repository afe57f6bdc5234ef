// SPDX-License-Identifier: Apache-2.0
/**
 * How stack traces are taken and enriched.
 *
 * <p>A {@link porthole.capture.api.CaptureBackend} takes the stacks, {@link
 * porthole.capture.api.ThreadEnricher}s add what only the inside knows, and the {@link
 * porthole.capture.api.CaptureBroker} joins both. Backends and enrichers are services that may come
 * and go at any time, also in the middle of a capture.
 */
@Export
@Version("1.0.0")
@NullMarked
package porthole.capture.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
