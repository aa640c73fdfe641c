/** A password as the configuration file holds it: `scrypt$N$r$p$salt$hash`. */
export const PASSWORD_HASH = /^scrypt\$(\d{1,8})\$(\d{1,2})\$(\d{1,2})\$([\w-]{16,})\$([\w-]{22,})$/;
