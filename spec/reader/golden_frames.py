"""Frames of a real encoder: libzstd 1.5.4, one ZSTD_compress2 each unless said otherwise.

Each is the name of its content in golden_contents, how it was made, and the frame in base64.
"""

GOLDEN_FRAMES = (
    (
        "empty",
        "level 3, checksum",
        """
        KLUv/SQAAQAAmenYUQ==
        """,
    ),
    (
        "empty",
        "level 19",
        """
        KLUv/SAAAQAA
        """,
    ),
    (
        "one byte",
        "level 3, checksum",
        """
        KLUv/SQBCQAAVHvPo0c=
        """,
    ),
    (
        "one byte",
        "level 19",
        """
        KLUv/SABCQAAVA==
        """,
    ),
    (
        "one byte repeated",
        "level 3, checksum",
        """
        KLUv/aSAGgYAVAAAEAcHAQD7/znAAgIAEAcCABAHA9QABz9uZFE=
        """,
    ),
    (
        "one byte repeated",
        "level 19",
        """
        KLUv/aCAGgYATAAACAcBAPz/ORACAgAQBwIAEAcD1AAH
        """,
    ),
    (
        "noise",
        "level 3, checksum",
        """
        KLUv/STIQQYA8UYQhcTildTXL955em9z0Skx2ssZzZdvTabu9vOClFHrafokliNvfpmvy9yRN58jV0ShctDynDF2LUs5
        snm8GO6MA6Vtapd4wU0a6KlWvwD+/wK88NqwxgH3ATnFe72joC0dZBkNAFGr71kIrpnAlVbQt4vltroIiNC2J3xo3vpH
        WNHjwH9rS81DcFtq+0ayuFljopJL6RmCdFR1zVD8a6WsvfMf1goCM5tpMpqqcgoFzHqfV4KDZPGql1C6KXSRp5fzJiUi
        4qOyC0PL
        """,
    ),
    (
        "noise",
        "level 19",
        """
        KLUv/SDIQQYA8UYQhcTildTXL955em9z0Skx2ssZzZdvTabu9vOClFHrafokliNvfpmvy9yRN58jV0ShctDynDF2LUs5
        snm8GO6MA6Vtapd4wU0a6KlWvwD+/wK88NqwxgH3ATnFe72joC0dZBkNAFGr71kIrpnAlVbQt4vltroIiNC2J3xo3vpH
        WNHjwH9rS81DcFtq+0ayuFljopJL6RmCdFR1zVD8a6WsvfMf1goCM5tpMpqqcgoFzHqfV4KDZPGql1C6KXSRp5fzJiUi
        4qM=
        """,
    ),
    (
        "text",
        "level 1, checksum",
        """
        KLUv/WQPCtUYAKaTLRHApQ2ymyQik4QXNryqLgI+ASgAKAAmAFY86713uZfHpwlQkhlcZmh5zEDCWDxLoHehQDCSKJ7h
        WT8kPjW6PgGU5C549imJ3mcwuuoqj1IglEfLg0RnSADPmoRESfQueDYDiSZQHne8xvIoD5ckd8EzUZfR2I/R5bob70JJ
        PpTEiGcuSlIenQHPPiQ+eNZG16c8RFEg4JnrU0lcgZAAJXElaQL33inJnQKh9/LAOyXBMxLlIfAsgTuo8cqQSAqSkko2
        DiEECcSBXms+ESAoUUJWN0maA9R2uqFj9sHTv7xN8YuWnAnamLUPl09yCz5XyPmW5KJkUllUDUAJldzk6elPXTbvts7Z
        4JHKd/BqAJki4CH2hTJ9gLBTe/tSCn/1N2hydy8KJ8AgEBG54nspCDN2ufAyrNiIYVl+DZItxIP9MrpRDP6glCFs9BgL
        HunWdfjGvgqQs2/v0pZmqLdzFbYSL8Q/MSgb2nyNw5793Y8MMbJpnEYEj/uMaAIW4+DLj4p7q6DpABiRjRYD+oTU854W
        doov7KqGrzypa38g1w1SgJMnzj2HK5CsFr8NtwyE61i4sPMV0EOwa+slPAcA2StjFzSjI89MPMQamxniole3BFwAOHtJ
        SEIIA/KGkHggLCkCdYmb3oVMWQGmYNlE4G3QnKULK9189T3ZHNnpOVB4H2DEC7uz8Q8MMRXEYH8PsNAb3YktDeh9AokN
        WcvS0RabmO5xct8fTsHdmq8h79hyeMXvW27aI3FacgZGO/VB9C19SC1buAveu9ihj0yMSI83r6hkSyHhx+ioppbpq15u
        JShUuMZ+24NwnHyQ4AnMzinaFv20N44rpUQWGyTnd4wNJuHf8iOABDSv1TY+v3e+4gHiconzT3FCFcpuc8/udKTSI+jD
        tdowTIZmCA0C4qL9uRz+YO/1KoHgqJxPiyl/wwNAvbHJ5Z94EpusZ07anaHkVDMyp7Mp8pnvMxbDGtwQk+UU17o6NROa
        Wgo61iBhoqkdVc+Btw5GI4W0JWL6Y18CbXEpmvliGfpAESXGfHUG0VGl9bRVqBWWtg==
        """,
    ),
    (
        "text",
        "level 3",
        """
        KLUv/WAPCn0XAAINHhDApQ2SmiQiaefiNryqTgHjxfpExbbrOoH73O8VCHd34L2S4IkyMyu6oy4W51TfqRTfgSpJMRAq
        iTuGCp44JXkHPHGasrlTKdZTu6NsqCSQpGwScMcdT8z97o7TJFBJqFAZd1ApKyYw71CBUCwbPIEn5lR2mmJ9CoFDqCEP
        SQoKCpJhOyEECENhJOaYDxGQHKgkZJAmKaQDFz26sxN/IX/B2wLFBlpk5rqQNTLalG4lAk8V7FvLRcWEV/oC+ruJBLcA
        +H+R5eD9ouQcPHKHvnung54S1jdpHDhVnrKma2L3d6UovP6qg+JDlbuTBmquRSCK+/v7yyne1ZqNCsv8xZJkUP/NfnRQ
        ekU8szFcBflZ7NqTHXaR52dbKZiLNKiLVWAr60Kwkxuvat9pXDNnGJmf/0agLXhXTLNoGqN/+Wt3p5JJNnhh8qpt8EjY
        Se59Fqx2+PVdVwKd2fpDM6IFH7MzcHF360Ij82iZd3Hu9nDQ37VICREANpPiyxmjrgb5mPiBuS0jAHAEIJ3douUXa8co
        QngDgpuQ8EDllDAYGCIKbeliLK3cCrInZt/47XAV6qLD11svapYcS/gFkKSsbgEuSx6TtFVCZ9M5DM2/DAPOIQtka2ix
        Ze+txKAjdRz4101gjQIoEAEHblHvAOqUm0s/NOamxV5+3Gvr5gLoJTo5xkfIujYBpLjpeCzLyP0tO0Bp38uGlPh3rp9/
        10EaQR8bBAW2ztG0y5FFHSThavlVlGzqGcOhuv0tWMLedXVb9Nf3VnzYL2QDNbtx8jxvBvKyl3V04EqE5PiHAXNpt70Q
        SLvnIn+enG9HXlCoRcdCHE7PFNUwAZU0xnYECo8UFhVsm3vaicR55U4u7mpqzA0U4EXP/MbCY4p5eE3zoiQm4UkJGjgF
        JEZTCxRxs4GQaGCP6m1b0E/c4E+Imt84BKBkOT7c+ZHz+QtLxo+MLPvSRh4HC8RgBoo7yf0aKD82ZB+QAqQWWHkiD5QI
        uKo=
        """,
    ),
    (
        "text",
        "level 9, checksum",
        """
        KLUv/WQPCj0WACKPIhHAFdqSmiQiaXcVNnJVMdWZAUbXe8/QUi3VUq4MrjtocZG1vC9Zhvs9A1lLBuPcy+OOd0qCJzKQ
        kZmxPBwksXEZjfO6MhjvoJTEiCcoSQueeJPcAZ54h2zuLeMqD7JpyZCEbDKUxx1PzP1eHu9koCQtDlqmPFrIjBnmDggQ
        MJINnsAT85K9Y3S9AYESqNEKiiYFBYW0HSEECANRJOo1HxFwFMccY47N0CRJY9ScRKiikTIJqJsYh/ads62y5hlt8W4f
        kaUqvL5Vw0asLJX2IfzCq8QT/X3LEe+KYmfg0fB5FTXA34I8FmAts2afBy1ma/7qB8wXTTeRrukQ6RQD7X8h/GfhXeBu
        6ktDanPgpTNLIPBKQdZiqAospKCLLTuFSX83iS8NB2IVWvk8a5+88EL5jHG/+xXZuf8KoK8JllwmX6xYDlSYmPEYTCr3
        8GAn9ai28ytI321LHCshyi0iGfRxMMtzyZJM0WhJurx3rzb6i3ZPLAEQYBbrS6IaJjGxsPAu3yEuIO+9S4zFLU89JTuF
        iWr58ymQzLvwAK/7QbREEiXftjwnkXfgC9FLKy0W3gc3RgWy2VBMoK3WOnNeUW0+ZAWyYAKybIEqHVX+wqanGqwcYotY
        M8Dq7GecfQnd+bUFxr/58cjKNnDgMBImIeAf78DHdaB6/WKhLWv+sg4raOaDJ+idm2j3+oXeZNzM124y0WCsuECTSQnu
        7t829imzX++Hvqay153ApTvL22CbeZVyEqdY55FhNHSIkYjIhfpA5OS95qLC8SrOaWEKqhdA23e2TZpb8ASyRT2LJHRG
        5c4Xn+FzC4rSFWQ2hvHH04TaVHkvvNM+/UwUEmpqoyDzuKoXaWQE56jtgZcM5g13DTb2BPrYkhmSpghSV5h3mnnB5gWj
        nfE+Yz2iAsrYi3BtjZ8FDbLL0jGnsHwf1IX0iwK2CqgVlrY=
        """,
    ),
    (
        "text",
        "level 19",
        """
        KLUv/WAPCtUUACIJFhDAFxtCOolI7m6xkauKqc4MfckslQ7ozTdPTU31U1Lq+1LPnoZ5hHvcBFPMNKQ0JTQOOGKKOpjN
        ZupgygFzBI0eNIQ60JjqDxD3mKDop+Qm3AQxp0zpS2aBOahRSykoqJTaDiEIwmAgTrH0MSgjnUCTWSJSkKQD1KKEUPVC
        qJSaBCW0OvcXw5oTrUQu96g4bmUXmVmXRfcnTPEsceaKSyZvhaKPYy0+UqEACi7CIykrs6aGB4nMnjUPwLzmdtN8TUUk
        UdzcX+gftp3htB19QpJKAnmmFSJXWDIcg3F56bvomV14Et+11Fka4eo1YytwEcUB4ZV91bj0vkT2/p8e0OcRXjSXzcuX
        19I7jsnCxKjV82FP33ga2I0KON4NlxgksXE5pABzYc6/KbkF6ZbmLnH78OjZ2pIQASBkhn0ZMA5UjQnz3NBFRx0gKz66
        dgCI9ZcVfkpyuiK5MSkUVUvwb5Xk/Nth0eIkur8t6By4Bi+tqGOaUXg5bgiF65ViLKYIMaVT+iuQcZ9TApHa4j0UAlR1
        WJSDprHGVWZzEIug/QB0vkY01fLS9qktskjkD4dtF7Ks1zjgLEmIoeQ1bAneDTX6hhZOYO2XPADi5fMJVuectL95vMHp
        zr7M5CDPeJIdiEUdRpnEwvf/NtTL/v4+VMXqYXDifWfO190zu1IlUeqGBCFjC8FcVIp/U3JtL5cYvFLZZwMoU7zngQKv
        svHQOZwCltLG9kxCOhlaaaSZN+cUWABmQs645sGhCQKf5FfEk6KZ6EzxBJoaWQAhbmQyingTRZEqKnz7wBYAPLpJk13t
        G38CBlbQh8p6JlH9rh1QX35ZKbYhc5B9NLYcDAIUWEfRUvsXjXIm64UgrNhdoJdaqqv/RQNWBQ==
        """,
    ),
    (
        "JSON lines",
        "level 1, checksum",
        """
        KLUv/WT8CPUNAPZTNR5wadIG/sOQisgMiNVm94devRgvu7t3Jkn99r/WfAE5ACoAJgCZ11NwAOxoNIQ0EAJEQPV1aCjj
        REkWC49jwEAcBVEOGiegJEqiQBoIBXFLt1mJkjjOoyAoURanMATlRf/eet13XVh0Lsw1r91WMl/MtKkyFt7cQyFJUCSM
        xRkoet2Zn7lsTW2YVYh4aMPzTWgma95Ne2fX+sr+0Vl3be2Hpmd0SzP2kxX9+1O9B4eG0su9tVylVdt8Wi2SXfVKT+1e
        +3+z+qeZfyYmHfGcm69Up3mRBoCSqPFYBb1Q2mMOMOOI5gEScBAAIYygIWAIEKwruPAiQ9NmgKAE+o3gN2pAN6Qi4Guo
        +CgHvgcUU2gSCkuMYXKQf0TJtYkUkbRI9oQc8ipOojB4k4sshsqRGwoCozg7DPVAafIhxQCyk108IP5ldscqgl4dJAuJ
        eQ5TQMPXoSJlAAaoCYoP7nr1NWqAMzpG67eKopq1sKiP5g2La/gXpF5ls3kkm1xwfIMgwgLchZSuj9GjiwAGfFpD/eoT
        qAZwxZZM6O4fZxsRNAr2CHv9lRNJxHl2/8oMMMABKR7hpI8gAwIVgFMDmg8i1Q==
        """,
    ),
    (
        "JSON lines",
        "level 3",
        """
        KLUv/WD8CF0OAIbSMh5wadIG/sOQisgMiNVm94devRgvu7t3Jkn99r/WfAE1ACkAIwAHwI5GQ0gDIUAEVF+HhjJOlGSx
        8DgGDMRREOWgcQJKoiQKpIFQELd0m5UoieM8CoISZXEKQ1uv+64Lz4W55rWVzBczbaqMhTf3UEgSFAljcQaKXnfmZy5b
        U5t5PQUBhYiHNjyb0EzWvGnv7FqfTWfdtbUfmp7RLc0YWdG/v3vZvwOHhtLLvVylVdun1SKpXqGe3mv/b1b/NPPPxKQj
        nnPzlZrmilkBgJioEWEGN5T2mAMg44joARJwEOBAgJwkYAgQIi7AIOFyTQdD8AaOMdoJrD98nRyqG8INEE9ABBpng+pA
        8GBVHpmTcI+EbXJcOhoyVonj3WQR14RFPS5OcEFZEkXGQ104otEjkzyiNxgOeSghyfHiTZMNi38aCmgWPLkXfQ+pMcgS
        iVjRH7IP0D0NCIf4yg7feJGA7LBZLn19DrAqjI3/I4Ne0ZBfCKtHxoabDXclVUCqKv98fPvwWUuq4+gMQfYCcEJBuo++
        RzuooCMAH96IPOUPqEJ/yFyi0CMfLDEWi2byI9SDno1nBhIeAiUyBfgh32RTECN6kAGBCkCoAQ==
        """,
    ),
    (
        "JSON lines",
        "level 9, checksum",
        """
        KLUv/WT8CPUMANYTNR5wadIG/sOQisgMiNVm94devRgvu7t3Jkn99r/WfAE5ACoAJgCZ11NwAOxoNIQ0EAJEQPV1aCjj
        REkWC49jwEAcBVEOGiegJEqiQBoIBXFLt1mJkjjOoyAoURanMAR6ZuNF/9560XddWHQuzDWvrWS+mGlTRry5h0KSoEgY
        izNQ9LozP3PZmtouRDTa8HwTmsmad9Pe2Wdc6yv76MjXXVv7oekZ3dKM/WRF/75KA4eG0su9tVxdtX2m1SLZVa9QT+1f
        +29W/zTzz8SkF55z85VOc80KdahBcEftUNpjDiDjiOgBEnAQIDI0iRAwBAjfFN4kZpAwVhu/AAz4wZw/FgYLHMLhLH1S
        UWgGAAXGlUPT0+nh4kncTks8g0VUPPEyiZvIIkOGSg7VFHGxU2KAAQIZEN/vdBdQLbTqDuaICtZlNwLgm/wDIJyAZAgA
        /ZVS0uyW36wInVmIeFSPcGS3xPJ42Dm5CLLHuxDqg++xAuHDx94YYFgG8vcvEqQWEhG1SadiNO51Et0IZt57VgwM0IMV
        Umh61NmAQAUA1ZoPItU=
        """,
    ),
    (
        "JSON lines",
        "level 19",
        """
        KLUv/WD8CN0MADYWORpgT9oOo7JS1ItepZjAgmhpZe9MSMcZipDACT0ALwArAHi227JVfWoYzeCezkJMg1kwhZRugIuV
        BSeBqFCah4JxnMCBNBrCEZzEgWlETgAX4aoJTsLRUE4ACQ6iOZZn6F80SwnPXN7077Ub+q4tKw2h7ZW6532hnVB9U9Vl
        znwhZZKQHBIKRGMwdEOsB1pPqX6ZLTOdvkTfKI2cFG+X0SLaWLY1mo0IkV+Ydtey7phnLjz0U7u6HwWAiyXU3euebvpt
        Or3q2ebRPeGvLBOm+/eefv+cfEyq9qurpqJbonX9Qr2pA3WoERA58oXSHnNQJTOiBxJwEAAVcAQOAUI2hReJGSSM1Qa/
        sB35F1Cag6WgEHPp+JIeQIv4QDWtTW26dYZoJeLZR5LuJBkjD2U9lBm/WMyuFpQGTF4NuJonXxZqC7qTLEkrfoA8nWaF
        QQVRv1b6zf2/lqK7nwubzZQdyQvr42LNk6mC+PmFXn3w0Qn5fPS4A3/2/9OBeiEn3CwuxTHAr6ic+poXvLth6LpkLjSi
        b8OAqTLFag==
        """,
    ),
    (
        "skewed bytes",
        "level 3, checksum",
        """
        KLUv/WTcBAUnAMpdbBMnQFChD6D2GSR9HNiF2fqgVF3j54UUKwxX9SBlveZKkWAtRGtToZFSLQErASsB9KW+cVaWPEPb
        ifmS0ERoZT3wzB2r8MFr/2XHWQzSg04MyeL3wHidzCTeaMIjug1TrmKcMqUNrLpGroLUmKFb4O9ysU71Ybh0VC/xIwke
        ZpOhSVcZg49pD3zmMiBSx8RCBTer6NDYnr4b3zjxdmVR+lo3OuuyfidWuyN24XcgpuwHj2MZeP1Pxmxof8XopGPthkIV
        1r5iCA/TZnFVy7BoD0YtV6N1cWqdW+cMCsFczvIgu8MybpmJaAk45FT2fvQbD6jKTkPycaiAox+KUVMcZKoSA3E4TaDX
        R+m3NWfbIpJYV4XeLpLHENCzbQGW6mGrU9Yo1AG3e4wafO2ELQR8MQ3YoSAAIOFZyzqnm4xu8bwKcZoVXm3c/rlpYKrI
        q0VwmCjxx0M+P6z7JhBVvDHGeSrXod77aMAWMJtY6AgjaQ9UUAV6cZIWRAtwKHRI6w/XamDl0+0WMFWxa8srwoFAFmKn
        kUKENCobXhLRgkstqSS1gTKBJUTl55PFMnL8SNFg42LOL7OC/RODbhUUutKrpEKhY0QE6vsLce+MSsVzpQOuRekQXpcV
        +kXKzBhOVDKuQ44jqEH/EvDkgC09BzXwkKL8q83XpxIOLq9rLu7zbtZGLsplvp8th2c271L9Een3ofJGMpxnlGJMKkhQ
        kPzLfeWmLjceaxRyvhLOQA8Lp5gZqXMeaBn04GHuXyCacM/qR/W/xbvJKoPBIQusTXEiHte2M+MNpEonoM2hxuAWKzjs
        j+ikPb0JdBGz1ZrZTdTD1Co/x9qZkoZNyGz7jrwBbB2+xNTUXBVobKeyUEd1cdrIIObSlFyLMzgI1QtweLAw+6/GxxOX
        DHCrEHrV1THwc97viLP0Q1NFqtgeok4gmqEWAGBGZ4Cq/GBppznMw3Kwpr+OnK/7XkXl9DDNIc3MfH8V+ul85FpWNJWU
        qN45AfuX2FgO1ZraGEF4+DRuqAE4axB+4cTdeuexSQm4Ur51F9pKYVjs7RSjHSr8d1SEzCAvytErA5Pjr9xbv+oSZExQ
        4XCfipIg025SISHxfAIYq1Jsum+/zktn7hIhEV0ea05NUpnE8K79P7ECh0TccHHkNVq0+iXLlXo6F24uYZYB3c960I52
        rRkxYy2M+WV2KyH9mGP5Rk6Pz1GFjlCMMFhTLZFBWjYQ1W6NQX67TbOaWqB6j0TatAPl6ek++fUY7nZofQriZk3MEJEM
        YJTOl7e87lJ6dC2R4iCWi8zCUrEKIzYvKW/Rq+APEjf6k6s+3mk6ol5ctq+RPAlNoQ1hVx7WX71BWuaun6Kx8MZlEbrE
        m16JdZhCPiGFN9WTl3DEerc+gJWSE/lYKwOKEqSph+URaxCTFvEqJiAZtCTew/ttB00FjoyTPaWTF7ocmgxGd6DQXdGG
        0aq1m2Kfk3lbbGQkHX9IypG3LPZ6nkiIlQe+eYYTSlOleLP9N+W0CGMyNFI0zFylVyfNzxX2n4X3dQJkl6Edwlw9KUDL
        TU/MNr8EgimQ7zfOsbwmFkjh2K9lsEjzErQnSTFWbjUpaTrKL75yRGBjBMXdwC3fYCIZgvW3osO7QOZs0/ILl1F0fQTk
        ripAxSts+8i90pUWEOUCAHHkmjI=
        """,
    ),
    (
        "skewed bytes",
        "level 19",
        """
        KLUv/WDcBAUnAMpdbBMnQFChD6D2GSR9HNiF2fqgVF3j54UUKwxX9SBlveZKkWAtRGtToZFSLQErASsB9KW+cVaWPEPb
        ifmS0ERoZT3wzB2r8MFr/2XHWQzSg04MyeL3wHidzCTeaMIjug1TrmKcMqUNrLpGroLUmKFb4O9ysU71Ybh0VC/xIwke
        ZpOhSVcZg49pD3zmMiBSx8RCBTer6NDYnr4b3zjxdmVR+lo3OuuyfidWuyN24XcgpuwHj2MZeP1Pxmxof8XopGPthkIV
        1r5iCA/TZnFVy7BoD0YtV6N1cWqdW+cMCsFczvIgu8MybpmJaAk45FT2fvQbD6jKTkPycaiAox+KUVMcZKoSA3E4TaDX
        R+m3NWfbIpJYV4XeLpLHENCzbQGW6mGrU9Yo1AG3e4wafO2ELQR8MQ3YoSAAIOFZyzqnm4xu8bwKcZoVXm3c/rlpYKrI
        q0VwmCjxx0M+P6z7JhBVvDHGeSrXod77aMAWMJtY6AgjaQ9UUAV6cZIWRAtwKHRI6w/XamDl0+0WMFWxa8srwoFAFmKn
        kUKENCobXhLRgkstqSS1gTKBJUTl55PFMnL8SNFg42LOL7OC/RODbhUUutKrpEKhY0QE6vsLce+MSsVzpQOuRekQXpcV
        +kXKzBhOVDKuQ44jqEH/EvDkgC09BzXwkKL8q83XpxIOLq9rLu7zbtZGLsplvp8th2c271L9Een3ofJGMpxnlGJMKkhQ
        kPzLfeWmLjceaxRyvhLOQA8Lp5gZqXMeaBn04GHuXyCacM/qR/W/xbvJKoPBIQusTXEiHte2M+MNpEonoM2hxuAWKzjs
        j+ikPb0JdBGz1ZrZTdTD1Co/x9qZkoZNyGz7jrwBbB2+xNTUXBVobKeyUEd1cdrIIObSlFyLMzgI1QtweLAw+6/GxxOX
        DHCrEHrV1THwc97viLP0Q1NFqtgeok4gmqEWAGBGZ4Cq/GBppznMw3Kwpr+OnK/7XkXl9DDNIc3MfH8V+ul85FpWNJWU
        qN45AfuX2FgO1ZraGEF4+DRuqAE4axB+4cTdeuexSQm4Ur51F9pKYVjs7RSjHSr8d1SEzCAvytErA5Pjr9xbv+oSZExQ
        4XCfipIg025SISHxfAIYq1Jsum+/zktn7hIhEV0ea05NUpnE8K79P7ECh0TccHHkNVq0+iXLlXo6F24uYZYB3c960I52
        rRkxYy2M+WV2KyH9mGP5Rk6Pz1GFjlCMMFhTLZFBWjYQ1W6NQX67TbOaWqB6j0TatAPl6ek++fUY7nZofQriZk3MEJEM
        YJTOl7e87lJ6dC2R4iCWi8zCUrEKIzYvKW/Rq+APEjf6k6s+3mk6ol5ctq+RPAlNoQ1hVx7WX71BWuaun6Kx8MZlEbrE
        m16JdZhCPiGFN9WTl3DEerc+gJWSE/lYKwOKEqSph+URaxCTFvEqJiAZtCTew/ttB00FjoyTPaWTF7ocmgxGd6DQXdGG
        0aq1m2Kfk3lbbGQkHX9IypG3LPZ6nkiIlQe+eYYTSlOleLP9N+W0CGMyNFI0zFylVyfNzxX2n4X3dQJkl6Edwlw9KUDL
        TU/MNr8EgimQ7zfOsbwmFkjh2K9lsEjzErQnSTFWbjUpaTrKL75yRGBjBMXdwC3fYCIZgvW3osO7QOZs0/ILl1F0fQTk
        ripAxSts+8i90pUWEOUCAA==
        """,
    ),
    (
        "long matches",
        "level 3, checksum",
        """
        KLUv/aQ6XwIALAUAdAlDphXSMW8jcjepqCSmsBIvdCO+v8jOkBhWa7q+i79lmRStjqjwjwdXnJLUqhgf0oQhMHlnpVr4
        xbrSioVrzWA+wugy6CKKqJhzxNQDGLJa8kVYh9Uz/hst9urbF4lc+rxTMroemLVm8h/f9oj9D5xrKwMXUblWVzkI1R1V
        Cktte52c0cpCyk0VNHjVrXlYNhxjJCN0fbMAAgDUJb4Ly2NmJjdSbQAACAACAL/lXKIKdN0Orkv8i20=
        """,
    ),
    (
        "long matches",
        "level 19",
        """
        KLUv/aA6XwIALAUAdAlDphXSMW8jcjepqCSmsBIvdCO+v8jOkBhWa7q+i79lmRStjqjwjwdXnJLUqhgf0oQhMHlnpVr4
        xbrSioVrzWA+wugy6CKKqJhzxNQDGLJa8kVYh9Uz/hst9urbF4lc+rxTMroemLVm8h/f9oj9D5xrKwMXUblWVzkI1R1V
        Cktte52c0cpCyk0VNHjVrXlYNhxjJCN0fbMAAgDUpduF5TEzkz8pZQAAAAIAv3tdogp13Q6A
        """,
    ),
    (
        "repeats",
        "level 3, checksum",
        """
        KLUv/WR4HeULANalQhaQqdBigFmTMy9td8s+kUsrNxlaPR+cSAA3ADcA2uUsjsf6XB+Kycd7dJE266XN9xbWWovj07Y2
        xeVc0sJbpMuxWatsuvikC/3QkKAAcAeCgwEBhgACBIGFAAIDhoCChIOHhgSFzqfYdOWhWMUivfL5QnofymZ90sNbtIe3
        skkP5+Gsj7aw1j69nE1Z8fjjW5OP46XVJu29h7LOBopFL2Ud69h8FJNj8YVzKTvrvLZ4m3T541ho7yx04frmLNqnbNLj
        mw/tcjw+ae88nMkfisVZbQoAdzmfr3cpLu2txVs4NuWzFifncyZ/OJOv9vhJK5Pis156SJ+y3ia9j3e5YrImXZxJJ+1z
        UjwBgj2oEsC//2finwMS6Bf848sdh48+e1AYIx4d/qPzKQ8KH96+RTw6jBGPDv9BPDrLZw8KH/27w0efis8eFD767EEO
        Ch/9Ow0f/bvDf8TpVqb5PNH5sAeFjz6rSf7d4aN/d6gjHBQ++uxBQVh4x1qtxsmqBg==
        """,
    ),
    (
        "repeats",
        "level 19",
        """
        KLUv/WB4HW0HAEaULhWgqdiAUZsyzlvVRUNyy5Qptv3luQIwACUAJABV5PYq9G38uSMTY93NTlYzHW11E144puOQAdxB
        OAwEjAABIVgECAZGoJA45GgkFAFFQvTwhjxVvJ3r+DryPqoiPdl/Yj2Jjo6Z2xrL/bmiVG5l1U4kYpSSeksuDtXYSue8
        26ZFn5LQvPzx7rzqVh1/WvUUsXL36EIGgLPeyBnZx3hU5xntXj1Vj7x3Jk1n4/JR7p72jIhsFtbin00lBoEmqBHws/8b
        4UvtBhJAEPhPELh+/xoDpFolpW6ySeSbyDQJkHUcANo7BdBT2wb8VQ==
        """,
    ),
    (
        "many blocks",
        "level 1, checksum",
        """
        KLUv/aQevwQA9CMAZhk5EMClDZKaJBLZKwobraoMAZ80ADMAMgD4QkCgaUPovKEuEjXNmuZE40tiXeB4A+0Y8jLEdTGE
        7mpN22B8ISC40lnTNM04dDi+vnACO+rCQzSNdtAZX4bgaJppB75oGo7pnDjEiUOuL7/qoi5cF1faQechGzTNBARX2kFn
        OuNLdXGti7p42WG6IfjiujC+aNr5dU301TjX1ysxcQid6YY40ZrmK77QDhzacdU0AgJfXxSZ5rqgHXS/jr8QECjt8JAN
        Z/iiaXWROMR0mkg7NG2D8SWRjoDgWhc4rgu6G2I6TdtAO64BgSqoEYtIICIpKEkZSQchBAnCQAxjiEHt7hJAEEgRaRDk
        GARCCBAGRQgRPhEUJCBEQAwRGMhhPSWSkmX8Vm+MjXBZv50hkKF4bYMyYBoqmlHuCT+f1LFqyxJiYfJtJJpAN9OhIfXf
        yWc7oPZA3RyCw+RRE/eJOUiIKcM3G2aIIQErN7yI4KVdqxBQ93ZGREO7agP88ipRWB/yHUJkVsB11TmCob/+aVKstEYg
        FlViXcOY4hZJBUUv7jZ2Mc5Fw9A6Blq1Ad2L2QwvRoREUaEZqA2u+t2Ps+Ri6BcH4cX7+fqPRNq9rVOmhi9+wi1rF0FK
        Y5TgSt4sND7JwYexhwOmFddYbTbCOd/MjyphQYl7xDsI4m43AsayZZgQwgLlE9U1s951pjzH5QzefE6ZfEIJiJC7rfwO
        Crp1Fyrs2T8YvdIs4Si9JWnPFlf9j8PfaDK0Sgw25MqBh6ilOvqqPOZF/Hl8ttGNtujjlI9yi5dSfAvMjEiUo5xsMhK6
        R7cnYE1r906S5juaO88Czl3/YhkqzKyIOxyf/zOsUVs5tFYGLhvnjHI3DOp9iBhEl8vASx/GHZnMMC8qjmMYjJGZRO5R
        b71y6+I4qDWoVgCODfe8qbYtVb92/rT40NcqagF3qgVL6ZcFrp61RTNU5LNgCnA4NKniYD/JFdEiWWAHIRr22sbTbgTc
        SZUg0C8FDO5KWv3tNAX6VwM3jBDb/4gXFbukR/tEqRYBdxya/1XGNrJzAOsOReszyN2OX/gBe6+FUVJvRNp8FZuD6SP3
        gpC+RjoXk1sc/UUqYR+dhsqShCbLTu2ApbLn+Qo8+c/fV40hgfB6M1hLtCuY7NJGfs37TAkmqo3VEu70lsyc4/lZ6/XW
        BawjLNPVMDAa2oBFHIEnhMyOtwPPr9qXLQjJTDm3/gwF0fKtzl7roLdjQulfiruLSNa082fhrHwpJ39YhN5XLEjH3eON
        XsIN+tAZABREHOaAcLJvui283OjKxM5gA8jdLWdM/xumAwcga9G0Jlgvf8lYnCKTTzLYkQQ2ZgwxKt8AuVr84liyA4Bx
        6l5gcQxIuMHL922Gix/Ug452XQl7yjoB2GbRQWZXghe0ZqyjY1w5EBTfcTmy/YS7mpFK4pRoCthQx4GSMW2jed54Or6H
        mbRyYkwDLLeEoPCQmTeMh3geJxMMp8lBn+9NkaGi25pEzQkcPmCF+WBb2ApzJ5klUkxQnyhApXUOqrwcAGQCaCAgbWkg
        dHZucXVpcmVzZHV0IHZlb2R1b2EgdmVzaGsgIG5oa2WBA6ixT4YDIQQJghAQREAcSLl1BxJIEADhSI6kEAIEQRgII0AQ
        ggQhGCGYISCIgCABohRrPRz9MYghd6U068Rm8Sz/f88l8DUhPGSsHc5ZxEXkSO8yLQnwTysi5dCT7hjwuUri6GHoSnri
        h2LTQaQb0zOnuPsRyCxPs0peXf5aWfdKfFEShDSQzH5tEy9IErzaXlRmbxWhPGLF7gIEXTPEL49d2Bf20sQigc0b2xQT
        3DNpsMEeu3IJ7i2fbD2OYdcgOCUjgHHeyZ9kZpAt+Mb0dXEWS9F08NtozPSqNql+bmB3ZbnjQa7xSNnpn1QTAs0Prcn5
        1sQVmdSHmVEbqcIrVO8WBHYiB4d8JhdCdo8HGu0VxiQllklZnmB5l5sVZbAdN2ffStr4jHHweCWeZml3Fmb1lzh1YgSG
        jL/OEY/Nsn/SDnWQwTq7HLCQ0XR45ZUHlo7xEWfijzXYIqTwGMQiRo/Cbl5c1fihaYc6uGvToHyRB8Yb0fjSj3SnOXko
        aEvfIango7PisDEArNg2MAkIqVegq0XLAAoIqJWr4FXpVNodQxMBI/GPmyhzNAuKSozExsQ3R7A/wgmbYciT7KGHGs8/
        H9tV1bnQwDBnOYFl+CtLF7C6xMWqzIQ6VwOl/ZY3KaUVd6W/2d4iXEvfYzd0czpmSVDIXw2BH1PpEWgi7MNTt0RWTW25
        bzCjxSbjSHLJTXatNKpgkdLS4dAOFUPMd0q1OsVtjvfnJvvpfTPpvuePHKugJcCSXRttIPeJOoXiuXRbRJmCeHqSeoeJ
        fazC4iiMXBi5UAQSj9sgpLZis2WboFXkKVphsdkhz9iB8GxQeACKF2ZuuQAoY8AXTnZkN9y1YSPQYIgsZuAb5KqtNtqg
        giYxtM2UTV1G4HnBzha3GIkuJpdvFlf9SNX/gLn+fHF2J0oDtduGcfAqCV+pLFV5nhnRODivGP6mU9ljnWX/M/7uHNRX
        /B8SZ2wYNeTU5aTKQ3GAIY0T5ocP1g3IG22d7vvofeydPA/FpfdcfNjlMh0aId3skPadycAG5+MNu5puovYl2MUfcS5q
        K3pJU+NHBU7YRc8S2H1Qu2unqsEavvOdyrAOd/zaFKC3AaI7swOD0gJhbAwBXTyLKWdY5doXPFbQsJLAUroy+AbBJxHo
        FlgTRV8uEZZcgJ0IIA19CQCAZW4gbm8gbG9zaGl2ZXBlIEuo4IXlEYwQLMEs124HEhhEYiEIgxgChyEJGIKfIfgGI4BA
        EsvpAW6YiBxCcduYAh2zIUTJDgklAT7Ldps2q4hDIXU9XGawaWiLJOfslYY8fs36XVBWj7g9rMxK8uwkJLJ3sKEipCA+
        3C3aGYORBgCcRcOIHbgeEhnV4TTpcAIYEHc7G85W82J1d3eDRPvf6PUM6mjhUmqPOz+4YSfFE/pMAA7HHYGXwOFlYJEP
        DP1ZuBOJE32xWBLAsWkMxyAQHh2tBQXE8qHrNqj9F/FW5rgPE43uth4vMQlAuJ1hTG+LIAd78cMVvN5Vh1iGouHE2wY6
        CKYB1BJ4x5m1SYigx/Nj/EQtH0IoNneC2DAvt+pvzYqdSds3HAWuXP/hpAKRqh68
        """,
    ),
    (
        "many blocks",
        "level 3",
        """
        KLUv/aAevwQAxCIANpAmEaAleaT9dJckoDuo/v+v/gYGIQAhACEAZcWRDWjDCI8RUtYRdL48bQNBDwIEfDp52tMEhw5H
        fBdOd4mrrGWlkxEbPE020AmdoMfTRtDJBmVNfJo8TRIFPRIDguO7XIk+etAGHNrgP40AAdpQVhnxNJwN6PE0HKGTxBEO
        qesNpw1nZX0ibXga3T3NL2tZPTYI3Qj0QI+nnbh8P4E+qPGOjIgkSVLY4yEECIIwEOUYYhAyPRJgkEAUznMgxiAMIiBG
        IoQIf0KMgAgNIQLDsKQHJZLSyvi921xrf4Tf7rSczDeIrPx8UlmrtqxjLEzwGIk22U39mRkDf7UAAMEJ87gH/McNk4Tw
        aqwVf1CIxxel/hESgAug7u3HaWhH0HeXL2L+MhO0uVCKGFozgFZteHIlqgwvdg6JwkAzkKPycY37MS0XQ//wILwYPl/X
        I5HWIFunzPoXP6EgaxeFSmOU5Za8GTKzIEPwT+wmOmKHnV7MZoH67+d8M/+qhIWh3SPekRH3Zs3SSG9WsLBuTegCPE7i
        fKK63ax3nclqTWOnoFs3aIW9unEKJt56NaU3ahfYHZzoJzxxcMsgozy36Nkwmgyt9gY7fOXAQ5SnevJKZa0i/oy4KLpp
        tOjjl49yCw24UNkCM6MSlGOQbCrT1EoLncrEmeYOu4Bz16OxDBVFz+IOPoce3MC17ZyRwA2jpE4GveAG3XIZzKVvYyWT
        GXAd5yw4ff2R+9sV6df7InFQa2ZWAE5sURFYS6xehfZukri+UjnZqNEM7s63iQ9dqqJ2f8f8Y+n8ssBZs7ZoUBX55EnX
        H84wVRzc7HKF8SJZoDIh2u61jZhuBFyPK0GgtwYM7oa2+ttqClRdDZyMEPd/xJEqdkmnaaJU6GUtcsAdB892lbFOUMcg
        O71g/S1an5Hf7SwKP2DvWhUlTVUl31fZV8W2ZPrIxdifr+E/eWiMY2jmYnKL0Z+HlbCP8EtZEsNdU02WVTsHLOdkpjx+
        WXaTQPhOjEKeQUmgXQH2Re8qlxRQykQ5lKAVAaqY1bwV0q9EFWS1hMjylvWd4/ly1vvXJa5GWErBTA0uThjNNWARV4Kn
        ReaBt6OdX7U7W+CUmWbcejIU4Mu5dqHWUd9uIpTUKe4u+LJmkz8Ozsp3OXmURei/xEI+bvXe6OWvog/ZL47HAeXYV40t
        vKDo6srO4BeQ9tllfPCXQQe8shllMXXhFoDf2uC34GFQ/HxegTqBQ5/r0D5/jPWmzdX7l0LJUKzGJlAre42EkdCNe+nb
        XvjFrN4aD4Auzg2YsklOAl21mdGu9bIWuq5KQRKzuk6ljJc2WQ4BiUvj6y5Xdce82gBBoyJwCpxSMoQzUIumbYjfrudH
        L6mkwZlN5AjYHj839FEoZcIUY+ewwkW7M6GeBmsaOwUg4aVOLiALDcrMqD8TFetPoKwliycEuoBtAoXCUrDSX5/Vch17
        SZmVwgL9wMAgDNnXwiBirdIysFU8GACwaCBtIHRuZHV0b2EgdmVuIG8gbmhrZYDZqODpIQQJQqAQEArDMJYPEkAwEAgY
        jIEUghAkDEUSJAT/CkLAMAiDkhzdAxz9N4gh60tpcIJ4dDcIOsbVWs47bY1whWMKlGp/xMXZkd6NWhKgmlZwy6EneWfB
        zg5MHD1kr+RJ/FCs9x3Py/0bQSXnes95jkCmY5pVKujyx4lyr0yLkiAtA8n8pU28IKdzQtzNH4NclFoSYGO2E1zSTV+Y
        fjDfE3fghfcYQlAPpGzyxKXEkqm29Nh0UnKSmUEd2jQMb7MdS+XSfW6eRnOkD+yuyae6QaH+GZu4Ip99mPnagH+hnDEK
        6bpiCG0I7EcEsPLfwV90MASQKoK+OfvWwcb3KoXHs2cB9AxYDb15QE53dUkRjwfbP0FAnQdGKRCupC4sUCGaFOSbJfFh
        98E6f+VJB2qFBp4HvwRSb3Qg+IhfG6pHYbeEXNXMdtpBBJP4tDwq0T1MbkZrl1Tw0aE4bAwCK7aNgQNCcu3iuwGGxvIE
        3jKAwsXKVVsRIsyo0oe17hh93ESZEcoNIksk1ieejP3iEY7nJrrD36Xnn4/tKjIXGhjRLCe8/srSUV/aceMALSMrNNJX
        bonEbNKB0r7ImzzTirss69fotwod2eqclYLn3ybgCql9ZO1rB0TSJNt3M2RkSTAxQaog7RP+yVO3Lqumtlz8VtJiNY4k
        l91k10pQBStLS4fPHtkpOLjJ/0DTdit/yPyRs86lRKS2DXWyTdompWAHw9cnPWPxMB+yYutTVLm1oDM2yJPiYiOiIfnU
        ziIAZQxOPKhTTodG3wEcxJDpXQ8eOKXBEKkRTD9O417zSvD0BBakeHpUOcrRwimDkyrfcYAhYQEwPyjeKt2/9J7nnaSH
        4lLshnog2CHtIpOBDePjjWqMbkJWlHsNfGJwxOW121FBCru4LoHdp2137Xc1WAMV32cZlvWOU5oCCtoAacns8FhakoyN
        IaAVPIOZM0hy7QsCK6hOoZLjUlAE36D+JN0LIqxRToSlK1jnA9gBFQoAMG9sb3BlIFOo8DkR/A3LwxbuARJoMBggFoQx
        EAFD4LAMRPA7BAwBQ9BhBAziuMYHbpiKHEKxdUzBQzaEKPUh6SQgWnv/iQ2b2AOpMDNwDNEWiTLk8X1Zn13dWZm1MjaE
        ZS2PhhItE6kIuUvN3SZh9DMBgKO8cQ60ycchkXHNOmWm/xBPegEGYLez0bGaF6tCbbKcW4s4cAQpzARwn2gcrKFV8FvU
        Swj+EmCRD9NChGdKCt02aBWIJT7TwgsRn6eAG6E+BEOrX+EBgSBicwyi59HRIlAg6eA2tKFbrhHvMnmfQ3c7Hi+xFIBw
        ewjKGJe+gV3BFbnq4JahaJRfedu9rzYJMBZ+PmQJGPTYshg/cC0fwriMcRtBNRto1BK4J7wcC4gkmoLOb8lpd0Lp6mgz
        gQqI7m/NSnbmYt9wU1y5/hZJBA==
        """,
    ),
    (
        "many blocks",
        "level 9, checksum",
        """
        KLUv/aQevwQAnBUA0g8kEaAleaT9dJckoDuo/v+v/gYG4bShrIlPpA1P24CurHT3NL+sZfXYgB5PO3H5vuD4LtcGPnrQ
        Bhza4D+NAAHaUFYZ8TScDejxNByhk8QRvktcZS0rnYzY4GmygU7oBD2eNoJONihr4tPkaZIo6JFYVhzZgDaM8BghZR1B
        58vTNhD0IEDAp5OnPU1w6HDEd+EEgLOg4QqRSEGSpLDHASEECINAICiZUcjqDiU+c+VXSFkD+WK/HlZtE9T8xBP1r6Ga
        yL9l7pqqhrhofHOh7F4H8zBVAEmZLZYCRHE/Js0oDP2dp6mmI/YPfCVFNGnaA1JIb80wWpOZYOVrAva5omhzjQ4kFNri
        qnpgMrSo5voTWLeetj54iOxFtghSP4sPzdSCuz5ftxqPdBeCna89pDKZYXogxuQ3kxi+NuKg1szPCsDJH0vCMvud1/Nh
        SWj2eIKJXyQLmJoQXTqH9UvrzX8GTf0RR4Nunkr3iJWx/LMK1qkCV7dmRWAv8Sn50g5y5FIf/S1NuPcR9T1TANVIIPxT
        FiKDNVAQH6hPbT5UeUtKxOP58w0JC1aMhmgVi/h+G7fDVbc2vdxoW4fLxN3l1ZkcNGzlx49F6G8lFo7mjV78T/rQlMs1
        2hZe2E9X0gANWhXq/knGAQYtM2gMfUUhMi7EL/jDCyg2nxQKIn9Og7YN+wF/s8x98gVjchDAOB0SaDcsCSTufbcJnbIs
        vg0P+BoMNpPlROb8sU1lm42vVEKy4qubloHWsFMIgbhAfC7kxOzbL2IAx6Yi8nTIFBS9yYBKMbYy/AV6lmy8ejSJtk5y
        zHGbMcnRABQ+md7xmITHi9w6FDenKOkhGzIloqkrBT6HYzsRux3l609wa7QGcQKTYVVlqI9CtP7qBVkustedBbuM1wdi
        gLBJH2EH0XGVVtFWAbwNAEQCaCBucG1pIHRuc2R1dCBwZWEgdmxvIGhtaXF1aWxvcnRhIGtlaKiwqQMhBApBghAYkIRU
        0wMSSBBIUBAEIYAIIApDQYQAIfj/hIBEeVj1AedhgD4bNov4+yFSFmmFwYkxFYyuBCR+KFaDzfOaS25Fup1k7igr+qay
        ip/Zn02EyF/QxdhaVDkSiIzAWyttOSL5dmGfgm4XPNKGr4tReoI1eTE9MzpXX+z0T5CIL1T5MO9XIwSHd/JEv66YYAFu
        WoJm3u3eGx8LUP69RNnJnIQ6p3XbYbsaFBFFHYwxZ9qhATCjsOZMMbTKER3lozcroRQXHZeI01alX7rumDYrZRgaLtFt
        I47ELvn9Ugi6ieyJvHWhoF3uHSeYpnPL7TAAyHTozhBC3OGtXX1FWy4tKqyWs5YHGiU3PHXiWzW1lRa+KI4kl2z6p8VV
        sPS0dPgSUymZct/+2a2UkPkjB/qYyAPDAiApoBHdVzLFkFxrYsbTSuODmwSGP+RQ5oZ6JE5IOw6Wf00fb9xoMyzwAOIL
        EwUryWwHfA4DijGWrNh09PB6CtoIh5ZbCh3318HwZ9amhm/wG4+2AzbVBgB4ZXNoaW9oaXZlbWxvcGUgM+ARKAiBgiAI
        JDG7B26YyapLMPzxnTXwTxPLc+W9LoAqu9dl+Rdc38PgMN9Sk2v/hobAD1pChKvdhk8cVS0+3I3+52Lw/nC+iKNCL8hc
        Fxn364LJVvNiTf3hEdlxHDiCf30msKmLYZoXRbD6DeR68q+CZ4zq3kR1JyKjSQvG0nQblKXayv5A6RsIpN8TZYM6YJy+
        mxHvH1w4zPSWwZMfWwPzvf4wX7tTiTYgtXwI/8fmTrg64eVUlX9ugl8CFZD6Bq5Z+hEUQ1ZnDZGqHrw=
        """,
    ),
    (
        "many blocks",
        "level 19",
        """
        KLUv/aAevwQAlBMAgggVEMC3AUIt1CR3t9hoVWVUPAN5zRsaGlqRfNY8WX0LrGUt81pyH03xonwZ8hlSmQVLDM8jn8+f
        x4sW2JIyPmXoPMoYWhfQfSwUqyFpCk1BL8MXWX2vgMmoQUspSCqltgMhCMJQICkhmhmiOlLgGIjgJAGFIgIjIIR4ARH+
        HxFDUl0POepe0NiDmDWkvbbt3X/q13RrKD/q3vY1xBvkGzyoUnLMQ2f34wqQhaF/nU4e1JUiWk57RnFOWFfVXDmZc+Ww
        y+t66zlQaIurEpoMLU/WrbZDoOd4hRnobLvW7p0+nTN9rA3uel+Jo94zkxnG/P6ByqDWDNrS2XQ4zutpLP3x0RNMkBDl
        oU1Ujr9lZT9WQlVx9P4MGuIfEee3wVPBK1qfQQRX47EisHc3JQ9m+sjdr5C+RvRcTI5X9Bdhzu+jbTIggIf4YKOslhAk
        vOVOHvI84QOzBJbRbNCziAk4qFr9bq3nWd5ScXeVxUzqBLbyc7MIPSmx0CFdeuVdjlRbeMmoax6ABltCMdcylokroID1
        DxknftFf4kMSy3yoBO+eG067wRTwzcL99yUh2TrMeB0rgBuFbHRKwnKn25aksj7OHmTi62HpBM2by2FajJlppRWJRd16
        UKpxQPBdMLX/IHLz/ftlDqKpMMQ7IGkK0kuDjrdjQ4OUcwpC1jZEL5VcOZGyHHXmnKOgWIFXJhcaB3weFOBUYhXsyaf5
        B78m1OpkQXq454lfRNeRAUOJwp4eIB6Yj9ZYSU3tr4ERoJhtO0O+8k1EUxcAvSe1qBDbM2RzZdjEo48AWNghaa2JzwzR
        TXTiYdZ3CyR8/9SV/6L1VQU8CgAIIFWo4A8hBA6CMATFKOKgHxJgEGAQUAgagufgDMH/76BYVHQHG4L+cwlEZdnPTl4e
        AvjOiB+KpaA4cnY6pxt7q4i3pLJR+7OrQ+RvJm5xXMImm+wXa71MWqmxjHXQh9istSwxhTDnw/zl8JjInYbWcnQY8QIf
        cMb0uXNZe5iLLCNCXaAOORjOznt1YeNFNkRGHSxdCXzaIxDfs/FEtaOq1wxdiAIEe8no8JeIwMetRN9PTPmVs8Fuorjv
        rYtQh8YOL+2gNKBlNN8sKgBhEEkMkmzZCKmAzy9WU9sK7i6Kq2AB0tLhvQmNlCxD8VW6CHnkFGN6tEwPBpuYx0TNHBzC
        C0gH6tdUgmgbwRsDyGlGGU7M+FiF6IXBoZzJwAYfb9jMKGr9JFYJugPGpQR23+lEBRPM6Fq1Hq0io4w28A0m3hCyAuFf
        QGrNAwAIbBvoEF4REqFh7AMQfkVQoPj/z+bqS77Ekt2UyKCUg1xIPDDVgR+hIgQoBBpzbK+ko7+hfjbcNodr/PiYR1is
        cUi2AbofMDb0MaqwbIuSl+6AEvaexDJCjljXpz2S16kdzreGoi/M+AtegrayH0Kd1ZiAKAJPACig
        """,
    ),
    (
        "text",
        "level 3, flushed every 700 bytes, checksum",
        """
        KLUv/QRYtAgA4g4iEbAlbYTYRCSydzTCKMOwkrGITyvd0/xyKAcXIko3A13Q5WlXl+8Xx3e5En10ISJwiAj/aQQIEBHl
        0BlPwyECXZ6GU7omzvBddZVDOdB1BgmeViLoSld0edoMupKgHBKf1qc1seiSWA44JQERMcNlRsthBp3fp5Gg6EKAgE/X
        pz2tOHQ49V04ATggEBJilKM+MhLQVgYQcYdLDT40yM3A/oYLB4ADqET0VJKYUgHDCACtDBsNckvwjFhvAwkbOOEgxzu8
        NjljQMGZTDYYTyqMBbTDJ5o4tQBaglNMJB6obSBIQMMuFN0N1MdPuKxpIAYDgQhgLSyk9+Gt/NS7EyuTwriTw4B1fcAB
        Y8v7igEi8kKr4HukBQDIbWlsb3JxdWlub3JwZWtubyBzaGkgcGVrcUqo0KXdIIJilEI+ESAUTlmIUk1zM19rbI5GIEUM
        lNdS+sOYjoT+9qbVOKFkVQ7A4v0AO+qYtfGYHC8zj8HW24XQu7gD/diz7mYFV5FQeI38YQdk7iijdR0HsFfKX/Fgi91n
        AlXgnLO0uY/2jeTuvtTk/zKeUc+eEkDi5Lu2mfyiesMfli+vUdjHCb3XmNn1msl0pBIiQcNfZgFsBgC0Amxvcm5vcXVp
        bm8gbm9kdXZlbmtlcXVpa2VxdWlkdWtlcGVrdmVua2Fua2VJqIA1agwgQkIMOXcPECqErIgorQH/cSCSjjzGo28dw27I
        1qD6FJTpgZrHwP7TTrUdczi8syrPl7hGIBtwOJ8GOtewLo2c1nIqRWX/V0VfceYktAA0JkDrDuagBiUTWnMKZqsB6XUl
        ywX7wTAhlAFwgyMIkE7Bg/kho4f9ezU/4QntbRa+Dhbo4HX0ajNPRwwfBxCqcCjbF6Yo0TrjFXjzTAUASGtwZWthbnBl
        a06o8BkDEBRDDIN3AxASxhiVzQEnMlsSt5NYo23z/JC1Eu1zK1I3V0hyS3VRzJflHwB5eJAnTy0KfAnkTSgwX1cMyjsx
        ugT4SdfArIwxELLj/l2WIve30Yd/bpjG1bQip7i2P1tG8ECbNrJZ3PcgpcADWNsPDdSurmYThl04pupizI4y3Xeu1JVc
        BlSwyliBFMJPBrzq/mncKWcg/7aBLZUAADBhbmtlcmUDQAAXZaGjG7MhB6gVlrY=
        """,
    ),
    (
        "JSON lines",
        "level 19, flushed every 500 bytes, window of 1 KiB",
        """
        KLUv/QAAxAQAgkcZGXDNA/4DxAEGQRqjqX3fIUkSJhJRKf3cYwE+YYxtdYPQ14Oe6xTXsE808/eWP9fazdUzRpePfOAc
        NrhYTepRBym9galXo3xtBP1iVIUVM8kLTPkWNWlYvcnejE35Kg+xYpTtsxQZIICZqQNCzPSXGJLoGQhnkL3w7C8xiDQv
        ewcPM/5OMFHehr8ihiALeObvgPEMngmkAgBDwweC+3zdUj7XbbUJm3ub7c18zm64YLPH2heM07XZmmQrF6AwVu4BECem
        qgOwvVcCR6J8IXR0zuyTaCaob+KFJAt6QkgA48GXMEfNBkzNH8/Je3OMAgAjBAo1aVg1Gb01Nt9r7a3Ws71u7bHHmq8n
        55wNl/MHZbf1HHMX2y3nzlyzGPA8ICD+mVfFzQAb4M7kGzEehBAd+oKw0qImff0Po6Kebb1wTjeEAgAzRApXeYhVu1se
        I4zMG74WZ/P1oneULS5vJmFsvro1hLDB5uBr3hh0jS1WBBXwiBEx4+0k5Gbxamhms746cjb7injMMSC0zTFgc7O+BhXk
        AmwCALPDCHG6OKW7xaZ0M3pcHl1P6My5fO5WQ/mkc5/OpXtz12TzJ2PkF/Ag8gvHPF4MyWTelwFM5oUbIM4bYkGGM7xt
        WtysXpes8ySCbSIEjQAASDM5OTc1ODF9CgLwPyKzOQE=
        """,
    ),
    (
        "many blocks",
        "level 3, no content size, checksum",
        """
        KLUv/QRIxCIANpAmEaAleaT9dJckoDuo/v+v/gYGIQAhACEAZcWRDWjDCI8RUtYRdL48bQNBDwIEfDp52tMEhw5HfBdO
        d4mrrGWlkxEbPE020AmdoMfTRtDJBmVNfJo8TRIFPRIDguO7XIk+etAGHNrgP40AAdpQVhnxNJwN6PE0HKGTxBEOqesN
        pw1nZX0ibXga3T3NL2tZPTYI3Qj0QI+nnbh8P4E+qPGOjIgkSVLY4yEECIIwEOUYYhAyPRJgkEAUznMgxiAMIiBGIoQI
        f0KMgAgNIQLDsKQHJZLSyvi921xrf4Tf7rSczDeIrPx8UlmrtqxjLEzwGIk22U39mRkDf7UAAMEJ87gH/McNk4TwaqwV
        f1CIxxel/hESgAug7u3HaWhH0HeXL2L+MhO0uVCKGFozgFZteHIlqgwvdg6JwkAzkKPycY37MS0XQ//wILwYPl/XI5HW
        IFunzPoXP6EgaxeFSmOU5Za8GTKzIEPwT+wmOmKHnV7MZoH67+d8M/+qhIWh3SPekRH3Zs3SSG9WsLBuTegCPE7ifKK6
        3ax3nclqTWOnoFs3aIW9unEKJt56NaU3ahfYHZzoJzxxcMsgozy36Nkwmgyt9gY7fOXAQ5SnevJKZa0i/oy4KLpptOjj
        l49yCw24UNkCM6MSlGOQbCrT1EoLncrEmeYOu4Bz16OxDBVFz+IOPoce3MC17ZyRwA2jpE4GveAG3XIZzKVvYyWTGXAd
        5yw4ff2R+9sV6df7InFQa2ZWAE5sURFYS6xehfZukri+UjnZqNEM7s63iQ9dqqJ2f8f8Y+n8ssBZs7ZoUBX55EnXH84w
        VRzc7HKF8SJZoDIh2u61jZhuBFyPK0GgtwYM7oa2+ttqClRdDZyMEPd/xJEqdkmnaaJU6GUtcsAdB892lbFOUMcgO71g
        /S1an5Hf7SwKP2DvWhUlTVUl31fZV8W2ZPrIxdifr+E/eWiMY2jmYnKL0Z+HlbCP8EtZEsNdU02WVTsHLOdkpjx+WXaT
        QPhOjEKeQUmgXQH2Re8qlxRQykQ5lKAVAaqY1bwV0q9EFWS1hMjylvWd4/ly1vvXJa5GWErBTA0uThjNNWARV4KnReaB
        t6OdX7U7W+CUmWbcejIU4Mu5dqHWUd9uIpTUKe4u+LJmkz8Ozsp3OXmURei/xEI+bvXe6OWvog/ZL47HAeXYV40tvKDo
        6srO4BeQ9tllfPCXQQe8shllMXXhFoDf2uC34GFQ/HxegTqBQ5/r0D5/jPWmzdX7l0LJUKzGJlAre42EkdCNe+nbXvjF
        rN4aD4Auzg2YsklOAl21mdGu9bIWuq5KQRKzuk6ljJc2WQ4BiUvj6y5Xdce82gBBoyJwCpxSMoQzUIumbYjfrudHL6mk
        wZlN5AjYHj839FEoZcIUY+ewwkW7M6GeBmsaOwUg4aVOLiALDcrMqD8TFetPoKwliycEuoBtAoXCUrDSX5/Vch17SZmV
        wgL9wMAgDNnXwiBirdIysFU8GACwaCBtIHRuZHV0b2EgdmVuIG8gbmhrZYDZqODpIQQJQqAQEArDMJYPEkAwEAgYjIEU
        ghAkDEUSJAT/CkLAMAiDkhzdAxz9N4gh60tpcIJ4dDcIOsbVWs47bY1whWMKlGp/xMXZkd6NWhKgmlZwy6EneWfBzg5M
        HD1kr+RJ/FCs9x3Py/0bQSXnes95jkCmY5pVKujyx4lyr0yLkiAtA8n8pU28IKdzQtzNH4NclFoSYGO2E1zSTV+YfjDf
        E3fghfcYQlAPpGzyxKXEkqm29Nh0UnKSmUEd2jQMb7MdS+XSfW6eRnOkD+yuyae6QaH+GZu4Ip99mPnagH+hnDEK6bpi
        CG0I7EcEsPLfwV90MASQKoK+OfvWwcb3KoXHs2cB9AxYDb15QE53dUkRjwfbP0FAnQdGKRCupC4sUCGaFOSbJfFh98E6
        f+VJB2qFBp4HvwRSb3Qg+IhfG6pHYbeEXNXMdtpBBJP4tDwq0T1MbkZrl1Tw0aE4bAwCK7aNgQNCcu3iuwGGxvIE3jKA
        wsXKVVsRIsyo0oe17hh93ESZEcoNIksk1ieejP3iEY7nJrrD36Xnn4/tKjIXGhjRLCe8/srSUV/aceMALSMrNNJXbonE
        bNKB0r7ImzzTirss69fotwod2eqclYLn3ybgCql9ZO1rB0TSJNt3M2RkSTAxQaog7RP+yVO3Lqumtlz8VtJiNY4kl91k
        10pQBStLS4fPHtkpOLjJ/0DTdit/yPyRs86lRKS2DXWyTdompWAHw9cnPWPxMB+yYutTVLm1oDM2yJPiYiOiIfnUziIA
        ZQxOPKhTTodG3wEcxJDpXQ8eOKXBEKkRTD9O417zSvD0BBakeHpUOcrRwimDkyrfcYAhYQEwPyjeKt2/9J7nnaSH4lLs
        hnog2CHtIpOBDePjjWqMbkJWlHsNfGJwxOW121FBCru4LoHdp2137Xc1WAMV32cZlvWOU5oCCtoAacns8FhakoyNIaAV
        PIOZM0hy7QsCK6hOoZLjUlAE36D+JN0LIqxRToSlK1jnA9gBFQoAMG9sb3BlIFOo8DkR/A3LwxbuARJoMBggFoQxEAFD
        4LAMRPA7BAwBQ9BhBAziuMYHbpiKHEKxdUzBQzaEKPUh6SQgWnv/iQ2b2AOpMDNwDNEWiTLk8X1Zn13dWZm1MjaEZS2P
        hhItE6kIuUvN3SZh9DMBgKO8cQ60ycchkXHNOmWm/xBPegEGYLez0bGaF6tCbbKcW4s4cAQpzARwn2gcrKFV8FvUSwj+
        EmCRD9NChGdKCt02aBWIJT7TwgsRn6eAG6E+BEOrX+EBgSBicwyi59HRIlAg6eA2tKFbrhHvMnmfQ3c7Hi+xFIBwewjK
        GJe+gV3BFbnq4JahaJRfedu9rzYJMBZ+PmQJGPTYshg/cC0fwriMcRtBNRto1BK4J7wcC4gkmoLOb8lpd0Lp6mgzgQqI
        7m/NSnbmYt9wU1y5/hZJBJGqHrw=
        """,
    ),
)
