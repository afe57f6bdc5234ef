// SPDX-License-Identifier: Apache-2.0
/** The embedded storage engine, on RocksDB. */
@NullMarked
package porthole.storage.rocksdb.internal;

import org.jspecify.annotations.NullMarked;
