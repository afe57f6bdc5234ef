// SPDX-License-Identifier: Apache-2.0
/** Databases as a whole: their records, their loading and their unloading. */
@NullMarked
package porthole.storage.internal.database;

import org.jspecify.annotations.NullMarked;
