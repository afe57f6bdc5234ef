// SPDX-License-Identifier: Apache-2.0
/**
 * How a bundle says what its threads are doing, and how others read it.
 *
 * <p>Writers call {@link porthole.introspection.api.Activities}; it costs a few plain stores into a
 * memory-mapped board. Readers ask {@link porthole.introspection.api.ActivityBoard}, or map the
 * board's file from another process, as docs/formats/activity-board.md describes.
 */
@Export
@Version("1.0.0")
@NullMarked
package porthole.introspection.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
