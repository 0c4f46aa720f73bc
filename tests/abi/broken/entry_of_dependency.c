/* Has no entry of its own; the library that it needs has one. */
int use_dependency(void);
int uses_dependency(void);
int uses_dependency(void) { return use_dependency(); }
