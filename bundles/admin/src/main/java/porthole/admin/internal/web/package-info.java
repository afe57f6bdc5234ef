// SPDX-License-Identifier: Apache-2.0
/** What every servlet here shares: counting requests, JSON both ways, errors, compression. */
@NullMarked
package porthole.admin.internal.web;

import org.jspecify.annotations.NullMarked;
