// SPDX-License-Identifier: Apache-2.0
/**
 * Queries over the documents of databases, and the indexes that answer them.
 *
 * <p>{@link porthole.indexing.api.Indexing} is the service. JSON values in signatures are plain:
 * String, Long, Double, Boolean, null, List and Map.
 */
@Export
@Version("1.1.0")
@NullMarked
package porthole.indexing.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
