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

    static let audit = """
        elm: audit of On d (d), with everything recorded
        ================================================

        It is settled, after 1 episode and 5 turns, which rest on 3 other events.
        All that is told here was recorded between 2022-01-01T00:10:00.000Z and 2022-01-01T00:17:00.000Z by
        2 feeds: aa-00000000, bb-00000000.
        Every turn was recorded 90 days or more after it happened, the latest 1095 days after.
        Corrections or retractions were made of 4 events: [aa-00000000/14], [aa-00000000/15],
        [aa-00000000/16], [aa-00000000/17].
        MISSING from 3 turns of 5: a cause from 2, evidence and sources from 3, and 1 thing that turns rest
        on. See 1, 3, 4.

        Episode 1: from 2019-01-01, settled 2019-01-05
        ----------------------------------------------

        1  2019-01-01  raised  [aa-00000000/14]
           “On d” (d) was raised about resources between The acute, The council, over The merger (merger)
           recorded      2022-01-01T00:13:00.000Z by aa-00000000; 1095 days after it happened
           corrected     [aa-00000000/19] by aa-00000000 on 2022-01-01 (“x”), undone by [aa-00000000/20]
           about         “The merger” (merger) was proposed [aa-00000000/11] (2017; recorded 2022-01-01)
           known then    nothing that it rests on; the first of it could be known since 2022-01-01
           MISSING       Nothing on record says what led to it.
           MISSING       Neither evidence nor a source is given.

        2  2019-01-04  position taken, RETRACTED  [aa-00000000/15]
           The council on d: support
           recorded      2022-01-01T00:14:00.000Z by aa-00000000; 1092 days after it happened; told; told by
                         Chair (p01); reconstructed: occurred
           retracted     [aa-00000000/18] by aa-00000000 on 2022-01-01 (“misheard”)
           shown by      They want it. [aa-00000000/13] (2018-05-02; recorded 2022-01-01; observed)
             note          In the corridor.
             source        meeting m1 began [aa-00000000/12] (2018-05-02; recorded 2022-01-01)
           known then    nothing that it rests on; the first of it could be known since 2019-06

        3  2019-01-05  settled  [aa-00000000/16]
           d was settled by compensation: a seat
           recorded      2022-01-01T00:15:00.000Z by aa-00000000; 1091 days after it happened
           corrected     [bb-00000000/2] by bb-00000000 on 2022-01-01 (“the minutes”): terms was not given,
                         is “a seat”
           because of    turn 2, position taken [aa-00000000/15], RETRACTED
           known then    nothing that it rests on; the first of it could be known since 2022-01-01
           MISSING       Neither evidence nor a source is given.
           MISSING       “because of [aa-00000000/15]”: that was retracted.

        4  2019-02-01  settled  [bb-00000000/1]
           d was settled by attrition
           recorded      2022-01-01T00:17:00.000Z by bb-00000000; 1064 days after it happened
           LATE          Turn 5, which happened after it, was on record already.
           DOES NOT FIT  The dispute is settled since 2019-01-05 (aa-00000000/16); it can be re-ignited or
                         held. It changed nothing.
           MISSING       Nothing on record says what led to it.
           MISSING       Neither evidence nor a source is given.

        5  2019-03-01  came back, RETRACTED  [aa-00000000/17]
           d came back because of aa-00000000/15, The acute
           recorded      2022-01-01T00:16:00.000Z by aa-00000000; 1036 days after it happened
           retracted     [bb-00000000/3] by bb-00000000 on 2022-01-01 (“not yet”)
           because of    observation noted [aa-00000000/13], told under turn 2
           set off by    turn 2, position taken [aa-00000000/15], RETRACTED
           set off by    The acute
           shown by      observation noted [aa-00000000/13], told under turn 2
           known then    nothing that it rests on; the first of it could be known since 2019-06

        """

    static let fieldwork = """
        elm
        ===

        Totals
          2 participants, 1 of them interviewed.
          2 sessions: 1 h 50 min together, besides 1 of unknown length.
          1 document, 1 observation, 1 excerpt, 0 memos, 1 coding.

        Participants (2)
          id   title  sector          of     recruited   sessions  interviews  excerpts
          ---  -----  --------------  -----  ----------  --------  ----------  --------  -
          p02  Nurse  acute-provider         2017        0         0           0         ~
          p03  Nurse  acute-provider  acute  2017-05-01  2         1           1

        Participants by sector
          sector          participants  interviewed
          --------------  ------------  -----------
          acute-provider  2             1

        Participants by title
          title  participants  interviewed
          -----  ------------  -----------
          Nurse  2             1

        Consent (1)
          id   title  consented to    withdrawn
          ---  -----  --------------  ---------
          p03  Nurse  observe, quote  for i1

        Sessions by kind
          kind       sessions  length      untimed  participants
          ---------  --------  ----------  -------  ------------
          interview  1                     1        1
          meeting    1         1 h 50 min  0        1

        Sessions (2)
          id  kind       title  began             length      with  observed by
          --  ---------  -----  ----------------  ----------  ----  -----------  --
          m1  meeting    Board  2018-01-01T10:00  1 h 50 min  p02   JW, KL
          i1  interview         2018-02                       p03                ~*

        Attendance (2)
          session  actor        how        for          event
          -------  -----------  ---------  -----------  --------------
          m1       Nurse (p02)  apologies               aa-00000000/20
          m1       Nurse (p03)  deputised  Nurse (p02)  aa-00000000/21

        Documents (1)
          id    title     published  collected
          ----  --------  ---------  ----------
          plan  The plan  2018       2018-04-01

        Approvals (1)
          id      by             scope                    granted
          ------  -------------  -----------------------  -------  -
          ethics  The committee  Interviews and meetings  2017-01  ~

        """

    static let engagement = """
        elm
        ===

        Sectors (4)
          sector               actors  took part  spoke  decided  absent  last heard
          -------------------  ------  ---------  -----  -------  ------  ---------------------------  -
          acute-provider       2       2          2      0        1       2018-02 [aa-00000000/24]     ~
          patients-and-public  1       0          0      0        0
          system-team          1       0          1      0        0       2018-01-01 [aa-00000000/26]  *
          other                4       0          0      1        0

        Sectors that were never heard
          No word is on record of: patients-and-public, other.

        Were these heard?
          who                  actors  took part  spoke  decided  absent  last heard
          -------------------  ------  ---------  -----  -------  ------  ------------------------  -
          clinicians           0       0          0      0        0
          patients and public  2       2          2      0        0       2018-02 [aa-00000000/24]  ~
          local authorities    0       0          0      0        0

        Actors (5)
          actor        sector          took part  spoke  decided  absent  last heard
          -----------  --------------  ---------  -----  -------  ------  ---------------------------  -
          The acute    other           0          0      1        0
          The council  other           0          0      1        0
          Chair (p01)  system-team     0          1      0        0       2018-01-01 [aa-00000000/26]  *
          Nurse (p02)  acute-provider  1          0      0        1
          Nurse (p03)  acute-provider  2          2      0        0       2018-02 [aa-00000000/24]     ~

        Actors of whom nothing else is on record (6)
          The board, The charity, The mental, Patients, Surgeons, The system

        Accountability that is individual (1)
          from       to         clarity  since    event
          ---------  ---------  -------  -------  --------------  -
          The acute  The board  clear    2018-01  aa-00000000/29  ~

        Accountability that is collective (1)
          from       to           for      clarity  since    event
          ---------  -----------  -------  -------  -------  --------------  -
          The board  The council  results  unclear  2018-01  aa-00000000/30  ~

        Accountability that is unclear or disputed (1)
          from       to           for      clarity  since    event
          ---------  -----------  -------  -------  -------  --------------  -
          The board  The council  results  unclear  2018-01  aa-00000000/30  ~

        """
}
