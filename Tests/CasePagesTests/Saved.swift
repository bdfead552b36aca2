/// What pages looked like when somebody last read them; change it on purpose, and read what changes.
enum Saved {
    static let governance = """
        elm
        ===

        Organisations (4)
          id       name         sector  since
          -------  -----------  ------  -----  -
          acute    The acute    other   2017   ~
          charity  The charity  other   2017   ~
          council  The council  other   2017   ~
          mental   The mental   other   2017   ~

        Bodies (2)
          id      name        kind    since
          ------  ----------  ------  -----  -
          board   The board   board   2017   ~
          system  The system  system  2017   ~

        Memberships (2)
          of     name          members
          -----  ---------  -  ------------------------  --
          board  The board  2  acute (chair), council~*  ~*

        Roles (1)
          role  holder       at          style      since
          ----  -----------  ----------  ---------  -------  -
          Lead  Chair (p01)  The system  directive  2018-05  ~

        Authority (1)
          on          basis      over   since
          ----------  ---------  -----  ----------
          The system  voluntary  plans  2018-06-01

        Influence as perceived (1)
          actor      standing  for              by          event
          ---------  --------  ---------------  ----------  --------------
          The acute  dominant  size, resources  researcher  aa-00000000/17

        """

    static let disputes = """
        elm
        ===

        On beds (beds): settled
          1  opened      2019-01-01: as they said [aa-00000000/18]
             about       resources
             between     The acute, The council
             settled     2019-04-01 by compensation: as they said [aa-00000000/23]
             STIRRED BY  What happened [aa-00000000/24]

        """

    static let ledger = """
        elm
        ===

        Winners and losers, as perceived
          Perceptions are not summed: each line is one perceiver's.
          actor        seen by      gains  losses  offset accepted  offset kept
          -----------  -----------  -----  ------  ---------------  -----------
          The council  Chair (p01)  0      1       1                0
          The council  Nurse (p02)  1      0       0                0

        Stakes (2)
          stake  actor        sees  of       through            by           weight  offsets  event
          -----  -----------  ----  -------  -----------------  -----------  ------  -------  --------------
          s1     The council  loss  voice    The merger         Chair (p01)  2       seat     aa-00000000/19
                                             (merger)
          s2     The council  gain  finance  The merger         Nurse (p02)                   aa-00000000/20
                                             (merger)

        Offered against losses (1)
          offset  to           form             against  state
          ------  -----------  ---------------  -------  --------
          seat    The council  leadership-role  s1       accepted

        Seen in opposite ways (1)
          through              actor        stakes
          -------------------  -----------  ------
          The merger (merger)  The council  s1, s2

        """
}
