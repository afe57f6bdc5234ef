// SPDX-License-Identifier: Apache-2.0
/**
 * Databases of JSON documents.
 *
 * <p>{@link porthole.storage.api.Databases} is the service; it hands out a {@link
 * porthole.storage.api.Database} by name, which reads and writes documents as the bytes they came
 * as. Nothing here knows HTTP or parses JSON.
 */
@Export
@Version("1.3.0")
@NullMarked
package porthole.storage.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
