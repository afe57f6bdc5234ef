// SPDX-License-Identifier: Apache-2.0
/** Databases: made, deleted, listed, and opened for a request. */
@NullMarked
package porthole.http.internal.database;

import org.jspecify.annotations.NullMarked;
