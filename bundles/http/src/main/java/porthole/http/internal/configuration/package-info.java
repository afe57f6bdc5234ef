// SPDX-License-Identifier: Apache-2.0
/** What is decided for a database, or for all, besides what documents they hold. */
@NullMarked
package porthole.http.internal.configuration;

import org.jspecify.annotations.NullMarked;
