// SPDX-License-Identifier: Apache-2.0
/**
 * What storage needs of an engine: ordered byte keys, snapshots, conditional atomic batches, sync.
 *
 * <p>Shaped so that an engine may be remote as well as embedded: every call is one exchange, a scan
 * can be answered in pages, a batch carries its own conditions, and nothing calls back.
 */
@Export
@Version("1.1.0")
@NullMarked
package porthole.storage.api.engine;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
