// libedit, as Swift can call it: its functions take arguments of any number and kind, which Swift does not.
#ifndef CASELOG_CEDIT_H
#define CASELOG_CEDIT_H

#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

typedef char *(*caselog_edit_prompt)(EditLine *);
typedef unsigned char (*caselog_edit_command)(EditLine *, int);
typedef int (*caselog_edit_reader)(EditLine *, wchar_t *);

// An editor on the terminal. Signals come as characters while a line is read.
static inline EditLine *caselog_edit_begin(const char *program, void *owner, History *past) {
    EditLine *editor = el_init(program, stdin, stdout, stderr);
    if (!editor) return NULL;
    HistEvent event;
    history(past, &event, H_SETSIZE, 1000);
    el_set(editor, EL_CLIENTDATA, owner);
    el_set(editor, EL_EDITOR, "emacs");
    el_set(editor, EL_SIGNAL, 0);
    el_set(editor, EL_SETTY, "-d", "-isig", NULL);
    el_set(editor, EL_HIST, history, past);
    return editor;
}

static inline void *caselog_edit_owner(EditLine *editor) {
    void *owner = NULL;
    return el_get(editor, EL_CLIENTDATA, &owner) == 0 ? owner : NULL;
}

// What stands between two bytes of 1 takes no room: colours.
static inline void caselog_edit_set_prompt(EditLine *editor, caselog_edit_prompt prompt) {
    el_set(editor, EL_PROMPT_ESC, prompt, '\1');
}

static inline void caselog_edit_set_reader(EditLine *editor, caselog_edit_reader reader) {
    el_set(editor, EL_GETCFN, reader);
}

static inline void caselog_edit_bind(
    EditLine *editor, const char *key, const char *name, caselog_edit_command command) {
    el_set(editor, EL_ADDFN, name, "caselog", command);
    el_set(editor, EL_BIND, key, name, NULL);
}

// Whether keys come one by one, and unseen.
static inline void caselog_edit_set_raw(EditLine *editor, int is_raw) { el_set(editor, EL_PREP_TERM, is_raw); }

static inline void caselog_edit_remember(History *past, const char *line) {
    HistEvent event;
    history(past, &event, H_ENTER, line);
}

// What the library has written so far goes out.
static inline void caselog_edit_flush(void) { fflush(stdout); }

// Has characters read as UTF-8, whatever the environment says. Returns 0 where the system cannot.
static inline int caselog_edit_use_utf8(void) {
    const char *names[] = {"", "C.UTF-8", "en_US.UTF-8", "UTF-8"};
    for (int i = 0; i < 4; i++) {
        if (setlocale(LC_CTYPE, names[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
    }
    return 0;
}

#endif
